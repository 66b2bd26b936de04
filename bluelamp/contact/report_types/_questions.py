"""Questions that many reports ask in the same words. What they ask about is each type's own."""

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys.definition import (
    Address,
    Checkboxes,
    Condition,
    Group,
    LongText,
    Means,
    Moment,
    Money,
    Option,
    Radios,
    Text,
    Words,
)

KIND_OF_HATE = (
    Option("race", _("Yes, about race, colour or nationality")),
    Option("religion", _("Yes, about religion or belief")),
    Option("orientation", _("Yes, about sexual orientation")),
    Option("transgender", _("Yes, about being transgender")),
    Option("disability", _("Yes, about a disability")),
    Option("other", _("Yes, about something else"), _("For example, age, sex or how somebody dresses")),
)

PREJUDICE = Checkboxes(
    name="prejudice",
    text=_("Do you think prejudice or hatred was a reason for it?"),
    label=_("Prejudice or hatred"),
    hint=_("You do not need proof. If you think so, we record it."),
    missing=_("Select what it was about, or that you do not think so"),
    says=Means.HATE,
    options=KIND_OF_HATE,
    none=Option("no", _("No, or I do not know")),
    why=_("A hate crime is investigated differently, and a court can give a longer sentence for it."),
)


def place(text: Words, *, label: Words = _("Where it happened"), hint: Words = "", required: bool = True) -> Address:
    """Where it was. Every report asks it."""
    return Address(
        name="place",
        text=text,
        label=label,
        hint=hint,
        required=required,
        missing=_("Select whether you know the address, then enter it or describe the place"),
        says=Means.PLACE,
    )


def moment(text: Words, *, label: Words = _("When it happened"), hint: Words = "", required: bool = True) -> Moment:
    """When it was, as far as somebody knows."""
    return Moment(
        name="moment",
        text=text,
        label=label,
        hint=hint,
        required=required,
        missing=_("Select whether you know when it happened"),
        says=Means.WHEN,
    )


def account(text: Words, *, hint: Words, required: bool = True, rows: int = 8) -> LongText:
    """What happened, for whoever goes there."""
    return LongText(
        name="account",
        text=text,
        label=_("What happened"),
        hint=hint,
        required=required,
        missing=_("Enter what happened, in a sentence or as much as you want"),
        rows=rows,
        says=Means.ACCOUNT,
    )


def before(text: Words, *, hint: Words) -> Radios:
    """Whether it is one of several. That is often where the danger is seen first."""
    return Radios(
        name="before",
        text=text,
        label=_("Happened before"),
        hint=hint,
        missing=_("Select whether it has happened before"),
        says=Means.HAPPENED_BEFORE,
        options=(
            Option("once", _("Yes, once")),
            Option("often", _("Yes, more than once")),
            Option("no", _("No"), denies=True),
            Option("not_sure", _("I do not know"), denies=True),
        ),
    )


def suspect(text: Words, *, hint: Words, required: bool = False, when: Condition | None = None) -> LongText:
    """Whatever somebody can say about who did it."""
    return LongText(
        name="suspect",
        text=text,
        label=_("About who did it"),
        hint=hint,
        required=required,
        missing=_("Enter what you know about them"),
        rows=5,
        says=Means.SUSPECT,
        when=when,
    )


def witnesses(hint: Words) -> LongText:
    """Whoever else can say what happened."""
    return LongText(
        name="witnesses",
        text=_("Did anybody else see or hear it?"),
        label=_("Who else saw or heard it"),
        hint=hint,
        required=False,
        rows=4,
        max=5000,
        says=Means.WITNESS,
    )


def things(text: Words, *, another: Words, hint: Words = "", required: bool = True) -> Group:
    """What was taken, one thing on each page."""
    return Group(
        name="taken",
        text=text,
        label=_("Things taken"),
        item_text=_("Thing"),
        hint=hint,
        required=required,
        missing=_("Add at least one thing that was taken"),
        another_text=another,
        another_missing=_("Select yes if anything else was taken"),
        says=Means.PROPERTY,
        questions=(
            Text(
                name="detail",
                text=_("What is it?"),
                label=_("Description"),
                hint=_("Make, model, colour, and anything that makes it yours."),
                missing=_("Enter what it is"),
                max=500,
                says=Means.PROPERTY_DETAIL,
                example="Black telephone in a green case",
            ),
            Text(
                name="serial",
                text=_("Serial number"),
                label=_("Serial number"),
                hint=_("For a telephone the IMEI: 15 digits, on the box, the bill or in the account of its maker."),
                required=False,
                max=100,
                says=Means.PROPERTY_SERIAL,
                example="490154203237518",
            ),
            Money(
                name="worth",
                text=_("What was it worth?"),
                label=_("Worth"),
                hint=_("A guess is fine."),
                required=False,
                says=Means.PROPERTY_VALUE,
            ),
        ),
    )
