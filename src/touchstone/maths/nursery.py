"""A warm process that forks workers on request: a new one costs milliseconds and not an import of SymPy.

To fork is safe here and only here: this process has one thread, reads nothing that a person typed, and was
started fresh, while the server that asks for workers has threads and may not fork. Each packet on the
socket that is its standard input asks for something: `start`, with the two descriptors of a new worker's
pipes, or `kill <pid>`. Only its own children are killed, and it alone reaps them, so a process id never names
a stranger. When the socket closes, the parent is gone or done, and every worker ends; should this process be
shot, the kernel ends them.
"""

from __future__ import annotations

import ctypes
import os
import select
import signal
import socket
import stat
import sys
from collections.abc import Callable

START, KILL = b"start", b"kill"
LONGEST_PACKET = 64
# From Linux's prctl(2): the signal that a process gets when the one that forked it ends.
PR_SET_PDEATHSIG = 1


def is_possible() -> bool:
    """Whether this system passes descriptors and ends orphans as a nursery needs it."""
    return sys.platform == "linux" and hasattr(socket, "send_fds")


def is_asked() -> bool:
    """Whether this process was started as a nursery: with a socket for its standard input, not a pipe."""
    return is_possible() and stat.S_ISSOCK(os.fstat(0).st_mode)


def tend() -> None:
    """Forks workers until the parent is gone. Returns in each worker only, with its pipes for 0 and 1."""
    asked = socket.socket(fileno=os.dup(0))
    bind = _binder()
    children: set[int] = set()
    woken, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)  # only to wake up: the dead are reaped below
    poll = select.poll()
    poll.register(asked, select.POLLIN)
    poll.register(woken, select.POLLIN)
    while True:
        poll.poll()
        _drain(woken)
        _reap(children)
        if not _readable(asked):
            continue
        packet, pipes, _, _ = socket.recv_fds(asked, LONGEST_PACKET, 2)
        if not packet:
            _end(children)
        if packet == START and len(pipes) == 2:
            if _fork(children) == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                asked.close()
                os.close(woken)
                os.close(wake)
                _settle(pipes, bind)
                return
        elif packet.startswith(KILL):
            _kill(int(packet[len(KILL) :]), children)
        for pipe in pipes:
            os.close(pipe)


def _readable(asked: socket.socket) -> bool:
    return bool(select.select([asked], [], [], 0)[0])


def _drain(woken: int) -> None:
    try:
        os.read(woken, 4096)
    except BlockingIOError:
        return


def _fork(children: set[int]) -> int:
    """0 in the child. In the nursery its id, or -1 where the system has no room: the closed pipes tell it."""
    try:
        child = os.fork()
    except OSError:
        return -1
    if child:
        children.add(child)
    return child


def _settle(pipes: list[int], bind: Callable[[], None]) -> None:
    requests, replies = pipes
    os.dup2(requests, 0)
    os.dup2(replies, 1)
    os.close(requests)
    os.close(replies)
    bind()


def _binder() -> Callable[[], None]:
    """Binds a new worker's life to the nursery's."""
    prctl = ctypes.CDLL(None).prctl
    nursery = os.getpid()

    def bind() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != nursery:  # it ended before the kernel was told
            os._exit(0)

    return bind


def _reap(children: set[int]) -> None:
    for child in list(children):
        if os.waitpid(child, os.WNOHANG)[0]:
            children.discard(child)


def _kill(child: int, children: set[int]) -> None:
    if child in children:
        os.kill(child, signal.SIGKILL)


def _end(children: set[int]) -> None:
    for child in children:
        os.kill(child, signal.SIGKILL)
    for child in children:
        os.waitpid(child, 0)
    os._exit(0)
