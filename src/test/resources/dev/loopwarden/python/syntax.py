# One of each piece of syntax; syntax.json is the tree that CPython gives it.
from __future__ import annotations
import asyncio, os.path as path
from . import sibling
from ...parent import (one, two as second,)
from stars import *


@decorate(with_=1)
async def fetch(a, b=1, /, c: int = 2, *rest: *Ts, d, e=3, **more) -> dict[str, int]:
    """Docs: é \N{BULLET} \x41 \101."""
    async with session.get(url) as answer, lock:
        return await answer.json()
    async for item in stream:
        yield item
    else:
        pass
    x = yield
    y = [await z async for z in agen() if z if not z.done]


class Box[T: int, *Ts, **P](Base, metaclass=Meta):
    field: list[int] = []
    (other): str
    self.x: int

    def method(self): return lambda *, k=1, **kw: (k, kw)


type Pair[K] = tuple[K, K]
a = b = *c, d
a.b[1:2, ::3, ...] += -x ** -y ** 2 @ z // ~w
a = (yes) if (not p or q and r is not s) else (no)
t = 1 < 2 <= x != y not in z
u = (), (1,), [*a, 1], {1, *b}, {"k": v, **w}, {k: v for k, v in items}, {s for s in t}, (g for g in h)
n = 0x1F + 1_000 + 1.5e-3 + 2j + .5
s = rb'\x' b'\x00' if 0 else 'a' "b" u'\u00e9\
joined' f'{x!r:>{width}} {{literal}} {y:%H:%M}' rf'\d{z}'
f(*args, key=value, **kwargs)(x for x in y)[(w := 1)]
del a, b[0], (c)
assert x, 'message'
global g1, g2
with (open(a) as f, open(b) as g,):
    pass
with (yield_) as h, (i, j): pass
try:
    raise Error from cause
except* (A, B) as group:
    raise
else:
    pass
finally:
    x = 1; y = 2
while x: break
else: continue
for i, in enumerate(y): pass
if a: pass
elif b: pass
elif c: pass
else: pass
match command.split(), 1:
    case [first, *others] if first: pass
    case {"key": 1 | -2.5 + 3j, "other": None, **rest} | Point(x, y=0) as p: pass
    case a.b.c | "text" | (True): pass
    case _, (), []: pass
match = 1
print(f"""{
    a
}""")
