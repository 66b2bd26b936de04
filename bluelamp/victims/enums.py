"""What victims are asked and offered, and how far it has got."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Consent(TextChoices):
    YES = "yes", _("Yes, send my details")
    LATER = "later", _("Not now. Ask me again later")
    NO = "no", _("No")


class How(TextChoices):
    """How somebody gave an answer."""

    ONLINE = "online", _("On the page of their report")
    TELEPHONE = "telephone", _("By telephone")
    IN_PERSON = "in_person", _("In person")
    LETTER = "letter", _("By letter")


class Need(TextChoices):
    """What somebody would like help with. A partner says which of these it takes."""

    TALK = "talk", _("Somebody to talk to")
    SAFETY = "safety", _("Feeling safe, or making my home safer")
    PRACTICAL = "practical", _("Practical help, such as repairs, forms or insurance")
    MONEY = "money", _("Money and compensation")
    DOMESTIC = "domestic", _("Abuse by a partner, former partner or family member")
    SEXUAL = "sexual", _("A sexual offence, now or in the past")
    HATE = "hate", _("Being targeted for who I am")
    YOUNG = "young", _("Help for somebody under 18")
    COURT = "court", _("What happens if there is a court case")
    OTHER = "other", _("Something else, or I do not know yet")


class ReferralState(TextChoices):
    """Until it is accepted or withdrawn, somebody has to act: the partner, or a supervisor of ours."""

    WAITING = "waiting", _("Not sent yet")
    SENT = "sent", _("Sent to the partner")
    CHASED = "chased", _("Sent, and chased")
    ESCALATED = "escalated", _("The partner is silent")
    DECLINED = "declined", _("The partner cannot help")
    ACCEPTED = "accepted", _("Accepted")
    WITHDRAWN = "withdrawn", _("They no longer want it")


class Decline(TextChoices):
    """Why a partner cannot help."""

    FULL = "full", _("We have no room for more people now")
    AREA = "area", _("They live outside our area")
    NEED = "need", _("We do not offer the help that they need")
    KNOWN = "known", _("We cannot help this person, for a reason that we may not give")
    OTHER = "other", _("Another reason")


class Meeting(TextChoices):
    """How somebody and an officer talk."""

    CALL = "call", _("Telephone call")
    STATION = "station", _("At a police station")
    VISIT = "visit", _("Visit by an officer")


class About(TextChoices):
    """What an appointment is for. A statement is taken by an officer who is trained for it."""

    TALK = "talk", _("To talk about the report")
    STATEMENT = "statement", _("To make a statement with a trained officer")
    SUPPORT = "support", _("To talk about support or safety")
    RESOLUTION = "resolution", _("To settle what was reported")


class Whom(TextChoices):
    """Whom somebody would rather talk to, where the force can."""

    ANYBODY = "anybody", _("I do not mind")
    WOMAN = "woman", _("A woman, if that is possible")
    MAN = "man", _("A man, if that is possible")


class AppointmentState(TextChoices):
    BOOKED = "booked", _("Booked")
    KEPT = "kept", _("It took place")
    MISSED = "missed", _("It did not take place")
    CANCELLED = "cancelled", _("Cancelled")


class RequestKind(TextChoices):
    """What somebody writes to us after their report."""

    STATEMENT = "statement", _("Victim Personal Statement")
    REVIEW = "review", _("Request for a review")
    WITHDRAWAL = "withdrawal", _("Wish to stop")
    MORE = "more", _("More evidence")


class RequestState(TextChoices):
    RECEIVED = "received", _("Waiting")
    IN_HAND = "in_hand", _("Being dealt with")
    SETTLED = "settled", _("Answered")


class Settled(TextChoices):
    """What came of it. Each belongs to one kind: see ``policies.RESULTS``."""

    READ = "read", _("Read, and kept with the case")
    STANDS = "stands", _("The decision stands")
    AGAIN = "again", _("We look at the case again")
    GOES_ON = "goes_on", _("They wish to go on after all")
    NO_SUPPORT = "no_support", _("They do not support it; the investigator decides what follows")
    PRESSURE = "pressure", _("They are under pressure, or may be; safeguarding has begun")


class Rating(TextChoices):
    """Of the service that somebody had."""

    VERY_GOOD = "very_good", _("Very good")
    GOOD = "good", _("Good")
    NEITHER = "neither", _("Neither good nor poor")
    POOR = "poor", _("Poor")
    VERY_POOR = "very_poor", _("Very poor")


class Shortfall(TextChoices):
    """Why it was not better. Codes, not words: nobody can be known by them."""

    SLOW = "slow", _("It took too long")
    NOT_TOLD = "not_told", _("I was not told what was happening")
    NOT_HEARD = "not_heard", _("I was not listened to, or not believed")
    MANNER = "manner", _("How somebody spoke to me")
    NO_RESULT = "no_result", _("Nobody was found or dealt with")
    NO_HELP = "no_help", _("I did not get help")
    OTHER = "other", _("Something else")


class Confidence(TextChoices):
    """Of the police in the area, in the words of the national survey: the answers here are not pooled with it."""

    EXCELLENT = "excellent", _("Excellent")
    GOOD = "good", _("Good")
    FAIR = "fair", _("Fair")
    POOR = "poor", _("Poor")
    VERY_POOR = "very_poor", _("Very poor")
