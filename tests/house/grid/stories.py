"""What may happen to a testimonial in each status, written by hand."""

EXPECTED = {
    ("stories.testimonial", "draft"): {"publish": "published", "take_back": "taken_back"},
    ("stories.testimonial", "published"): {"take_back": "taken_back"},
    ("stories.testimonial", "taken_back"): {},
}
