"""The protocol itself: one request in, one answer out. Mounted beside Django by ``config.asgi``.

A request of Django's would take one of few threads for as long as somebody sends. Every request carries a ticket
(``files.arrivals``) as ``Authorization: Bearer``; a page's script asks for it, and no cookie opens anything here.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from uuid import UUID

from django.db import Error as DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from bluelamp.access.strangers import STRANGERS
from bluelamp.core.actor import ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import BluelampError, Conflict, Invalid, NotFound, TooMany
from bluelamp.files import arrivals, errors, names
from bluelamp.files.spool import Upload, gone
from bluelamp.files.tus import messages
from bluelamp.files.tus.checksum import Checksum
from bluelamp.files.tus.finishing import finish, size_of_stored
from bluelamp.files.tus.messages import Answer, Asked, Scope, Send, here
from bluelamp.files.tus.taking import HungUpError, Message, Receive, Taking, Witness, beside, to_its_end

logger = logging.getLogger(__name__)

MOST = 128  # requests of one process that send bytes at once; each may hold a megabyte of memory
_REMEMBERED = 64  # uploads between two requests whose hash is known so far; each holds some 80 kB
_DRAINED = 16 << 20  # bytes of a refused body that are read before the answer, so that its sender reads it
PER_CONNECTION = 100  # uploads begun within about a quarter of an hour: a library is many people
_HAND_OVER = 3.0  # seconds for a connection that has been replaced to let go

_witnesses: "OrderedDict[UUID, Witness]" = OrderedDict()
_sending: "dict[UUID, asyncio.Task[object]]" = {}


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """One request, from its headers to its answer."""
    asked, body = Asked.of(scope), _Body(receive)
    try:
        answer = await _answered(asked, body)
    except (HungUpError, asyncio.CancelledError):
        return  # gone, or replaced by its sender's next connection
    except BluelampError as error:
        answer = Answer(error.http_status, _hints(error), error.message)
        await body.drain()
    except DatabaseError:
        logger.exception("An upload could not be handed over; its sender tries again.")
        unavailable = errors.StorageUnavailable()
        answer = Answer(unavailable.http_status, {"Retry-After": "5"}, unavailable.message)
    if asked.method == "HEAD":
        answer = Answer(answer.status, answer.headers)
    await answer.send(send, closing=not body.over)


async def _answered(asked: Asked, receive: Receive) -> Answer:
    if asked.method == "OPTIONS":
        return messages.OPTIONS
    if asked.headers.get("tus-resumable") != messages.VERSION:
        raise messages.NotTus(f"Tus-Resumable must be {messages.VERSION}.")
    ticket = arrivals.check(asked.ticket)
    translation.activate(ticket.language)  # of this task alone
    if asked.method == "POST" and asked.upload_id is None:
        return await _create(asked, ticket, receive)
    if asked.upload_id is None or asked.method not in {"HEAD", "PATCH", "DELETE"}:
        raise NotFound("POST creates an upload; HEAD, PATCH and DELETE go to its own address.", http_status=405)
    if asked.method == "HEAD":
        return await _ask(asked.upload_id, ticket)
    upload = await _found(asked.upload_id, ticket)
    if asked.method == "DELETE":
        await beside(_remove, upload)
        return Answer(204)
    return await _add(asked, ticket, upload, receive)


async def _create(asked: Asked, ticket: arrivals.Ticket, receive: Receive) -> Answer:
    length, said = asked.number("upload-length"), asked.metadata()
    name = names.as_given(said.get("filename", ""))
    if length > ticket.max_bytes:
        raise errors.too_large(names.to_show(name), ticket.max_bytes)
    if length == 0:
        raise errors.empty(names.to_show(name))
    _count(asked, ticket)
    modified = said.get("modified", "")[:20]
    upload = await beside(
        arrivals.spool().create, ticket.owner, length=length, name=name, modified=modified, most=ticket.most
    )
    where = {"Location": arrivals.address_of(upload.id)}
    if not asked.has_body:
        return Answer(201, {**where, **here(0, upload.expires)})
    offset, expires = await _take(asked, ticket, upload, receive, 0)
    return Answer(201, {**where, **here(offset, expires)})


def _count(asked: Asked, ticket: arrivals.Ticket) -> None:
    """Once more from this connection. Staff are known by name, and a station is one connection."""
    if ticket.actor.kind is ActorKind.STAFF or not asked.connection:
        return
    if STRANGERS.count(f"files.upload {asked.connection}", now()) > PER_CONNECTION:
        text = _("Very many files were sent from your internet connection. Wait 20 minutes, or try again from another.")
        raise TooMany(text, field=errors.FIELD)


async def _ask(upload_id: UUID, ticket: arrivals.Ticket) -> Answer:
    """How far it is. One that is whole, whose process was killed before it was handed over, is handed over now."""
    try:
        upload = await _found(upload_id, ticket)
        known = here(upload.offset, upload.expires, **{"Upload-Length": str(upload.length)})
        if upload.offset == upload.length:
            await to_its_end(_finish_alone, ticket, upload)
    except (NotFound, FileNotFoundError):
        size = await beside(size_of_stored, ticket.actor, upload_id)
        if size is None:
            raise gone() from None
        known = {"Upload-Offset": str(size), "Upload-Length": str(size)}
    return Answer(200, known)


async def _found(upload_id: UUID, ticket: arrivals.Ticket) -> Upload:
    """Somebody's own upload, with no other connection of theirs at work on it. Raises ``NotFound``."""
    upload = await beside(arrivals.spool().find, ticket.owner, upload_id)
    await _replace(upload_id)
    return upload


async def _add(asked: Asked, ticket: arrivals.Ticket, upload: Upload, receive: Receive) -> Answer:
    if asked.headers.get("content-type") != messages.BODY:
        raise Invalid(f"Content-Type must be {messages.BODY}.", http_status=415)
    offset, expires = await _take(asked, ticket, upload, receive, asked.number("upload-offset"))
    return Answer(204, here(offset, expires))


async def _take(
    asked: Asked, ticket: arrivals.Ticket, upload: Upload, receive: Receive, offset: int
) -> tuple[int, datetime]:
    """Add one request's bytes; how far the upload is then. One that is whole is handed over before the answer."""
    if len(_sending) >= MOST:
        raise TooMany(_("Too many people are sending files just now. Wait a minute."), http_status=503)
    sum_of = asked.headers.get("upload-checksum")
    checksum = Checksum(sum_of) if sum_of else None
    with upload.locked() as file:
        if file.tell() != offset:
            raise Conflict(f"Upload-Offset must be {file.tell()}.")
        await beside(arrivals.spool().check_going_on, upload)
        if checksum is not None:
            upload.begin_unproven(offset)
        witness = _witness(upload, ticket, offset)
        with _at_work(upload.id):
            try:
                await Taking(file, upload.length - offset, witness, checksum).receive(receive)
            except Invalid:  # of this kind no file is taken
                upload.remove()
                raise
            finally:
                _remember(upload, witness, file.tell())
            if checksum is not None:
                checksum.compare()
                upload.proven()
            size, expires = file.tell(), upload.expires
            if size == upload.length:
                _witnesses.pop(upload.id, None)
                await to_its_end(finish, ticket, upload, witness)
    return size, expires


def _finish_alone(ticket: arrivals.Ticket, upload: Upload) -> None:
    with upload.locked():
        finish(ticket, upload, None)


def _remove(upload: Upload) -> None:
    with upload.locked():
        upload.remove()


def _witness(upload: Upload, ticket: arrivals.Ticket, offset: int) -> Witness | None:
    """One who has seen all so far; None where a process that has died did, or another one."""
    known = _witnesses.pop(upload.id, None)
    if offset == 0:
        return Witness(upload, ticket.allowed)
    return known if known is not None and known.size == offset else None


def _remember(upload: Upload, witness: Witness | None, size: int) -> None:
    if witness is not None and witness.size == size:
        _witnesses[upload.id] = witness
        if len(_witnesses) > _REMEMBERED:
            _witnesses.popitem(last=False)


@contextmanager
def _at_work(upload_id: UUID) -> Iterator[None]:
    task = asyncio.current_task()
    if task is not None:
        _sending[upload_id] = task
    try:
        yield
    finally:
        _sending.pop(upload_id, None)


async def _replace(upload_id: UUID) -> None:
    """A sender who comes back has lost the connection before: it may not know yet."""
    earlier = _sending.get(upload_id)
    if earlier is not None:
        earlier.cancel()
        await asyncio.wait({earlier}, timeout=_HAND_OVER)


class _Body:
    """The server's messages, and whether the last has come."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.over = False

    async def __call__(self) -> Message:
        message = await self._receive()
        self.over = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    async def drain(self) -> None:
        """Read a little of what nobody wants: who is still sending does not hear an answer."""
        left = _DRAINED
        with suppress(TimeoutError):
            async with asyncio.timeout(_HAND_OVER):
                while left > 0 and not self.over:
                    left -= len((await self()).get("body", b""))


def _hints(error: BluelampError) -> dict[str, str]:
    return {"Retry-After": "5"} if error.http_status in {423, 503} else {}
