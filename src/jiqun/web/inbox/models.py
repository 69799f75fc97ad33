"""Messages (消息): what somebody was told, in a sentence; ``actions.tell`` is the one door."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Message(models.Model):
    """One sentence for one person. ``address`` is the page it speaks of, ``kind`` the name of the
    letter that went by mail as well."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="received"
    )
    kind = models.CharField(max_length=60)
    sentence = models.TextField()
    address = models.CharField(max_length=200)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="messages_of_a_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="unread_messages"),
        ]

    def __str__(self) -> str:
        return self.sentence
