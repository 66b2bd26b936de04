"""The languages of the public pages: what is translated, who has reviewed it, and what a browser is shown.

The words stand in ``locale/<language>/LC_MESSAGES/django.po``, each with the sections that it belongs to. A section is
a part of the service that is of use by itself: nobody is led from a page they can read into one that they cannot
without being told. In production a section is offered in a language when a reviewer has signed off its very words.
"""
