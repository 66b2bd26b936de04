"""“What if I report it?”: rules and rights for a crime that somebody may report, and what happened to reports like it.

The two are kept apart, here as on the page. **Rules** (``kinds``, ``rights``) are data: what the police do next, what
the Victims' Code promises by which day, what to keep, who helps. They stand in this door because they are words for the
public, made of two rooms that do not know each other: the report types of contact and the clocks of investigations.
**The record** comes from analytics as it is and depends on the type of crime and the area alone (``answer``); what else
somebody says changes rules, never a figure. Nothing that is said is stored: it stands in the page's address, as codes
that name no crime to whoever reads over a shoulder or finds them in a history.
"""
