class WrongAnswer(ValueError):
    """An answer that its question does not allow; the message never repeats the answer."""
