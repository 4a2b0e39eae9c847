"""A worker whose jobs misbehave in every way that a job can: run as a script by the tests."""

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from touchstone.maths.worker import serve


def sleep(seconds):
    time.sleep(seconds)
    return seconds


def hang_in_c(_):
    return len(str(9 ** (9**8)))  # seconds inside one C call that never lets go of the interpreter


def eat_memory(_):
    return len([bytearray(10**7) for _ in range(10**4)])


def recurse(depth):
    return recurse(depth + 1)


def die(_):
    os._exit(3)


def print_noise(text):
    print(text, flush=True)
    sys.stderr.write(text)
    return "quiet"


def write_file(path):
    Path(path).write_text("I was here")


def read_file(path):
    return Path(path).read_text()


def environment(_):
    return dict(os.environ)


def connect(port):
    socket.create_connection(("127.0.0.1", port), timeout=1)


def spawn(path):
    subprocess.run(["touch", path], check=True)


def shell(path):
    return os.system(f"touch {path}")


def fork(_):
    return os.fork()


def load_library(_):
    import ctypes

    return ctypes.CDLL(None).getpid()


def pid(_):
    return os.getpid()


def limits(_):
    import resource

    return {
        "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
        "file_size": resource.getrlimit(resource.RLIMIT_FSIZE)[0],
        "threads": threading.active_count(),
    }


def grade(row):
    """Marks by obeying the answer."""
    return obey(row["answer"]) | {"deadline_ms": row["deadline_ms"]}


def read(job):
    return obey(job["text"])


def evaluate(job):
    return {name: obey(text) for name, text in job["expressions"].items()}


def obey(text):
    if text == "hang":
        time.sleep(60)
    if text == "die":
        os._exit(3)
    if text == "bloat":
        raise MemoryError
    if text == "raise":
        raise ValueError("a surprise")
    return {"outcome": "correct", "ok": True, "score": 1.0}


OPERATIONS = {
    function.__name__: function
    for function in (
        *(sleep, hang_in_c, eat_memory, recurse, die, print_noise, write_file, read_file),
        *(environment, connect, spawn, shell, fork, load_library, pid, limits, grade, read, evaluate),
    )
}

if __name__ == "__main__":
    serve(OPERATIONS | {"ping": lambda job: job})
