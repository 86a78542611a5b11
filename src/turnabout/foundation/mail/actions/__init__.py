"""The outbox: write a message with its cause, deliver it later, lose nothing when the mail server is away."""

from turnabout.foundation.mail.actions.outbox import (
    came_back,
    cancel,
    change_words,
    drop_all,
    hold,
    let_all_go,
    let_go,
    note_reading,
    send_again,
    send_now,
    try_again,
)
from turnabout.foundation.mail.actions.sending import drop, notify, queue_message, send, tried
from turnabout.foundation.mail.actions.wordings import set_wording, stop_optional

__all__ = [
    "came_back",
    "cancel",
    "change_words",
    "drop",
    "drop_all",
    "hold",
    "let_all_go",
    "let_go",
    "note_reading",
    "notify",
    "queue_message",
    "send",
    "send_again",
    "send_now",
    "set_wording",
    "stop_optional",
    "tried",
    "try_again",
]
