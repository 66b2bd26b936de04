"""What every person, object and place has."""

from django.db import models

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import PersonalModel


class Record(PersonalModel):
    """A thing that links can join. ``version`` rises with each correction."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(default=now)
    recorded_by = models.UUIDField()

    class Meta:
        abstract = True

    @property
    def title(self) -> str:
        """What people call it, in a line: for headings and lists, where it may be seen."""
        raise NotImplementedError  # models have a metaclass of their own: no abstractmethod
