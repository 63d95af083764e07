# Statements of one line and of many.
import a
import a.b.c as d, e as f
from a import b
from a.b import c as d, e
from . import a
from .. import a
from ... import a
from .... import a
from .a.b import (c, d as e,)
from ...a import *
lazy import a, b.c as d
lazy from a import b
lazy from .a import (b, c as d)
x = 1; y = 2;
x = y = z = 1
x, y = y, x
x, = y
(x) = 1
[x, [y, *z]] = 1
*x, y = z
(x, y), [z] = 1
x.y[z].w = 1
x: int
x: int = 1
x.y: int = yield
(x): int = 1, 2
x[0]: int = *a, b
x += 1; x -= 1; x *= 1; x /= 1; x //= 1; x %= 1; x **= 1; x @= 1; x &= 1; x |= 1; x ^= 1; x <<= 1; x >>= 1
x += yield
del x
del x, y.z, w[0]
del (x, y), [z], (w)
assert x
assert x, y
raise
raise x
raise x from y
global x, y
pass
if x: pass
if x: pass; pass
elif y := z: pass
else: pass
if x:
    pass
else:
    if y:
        pass
    elif z:
        pass
while x: break
while x:
    continue
else:
    pass
for x in y: pass
for x, in y, z: pass
for x, *y in *a, b: pass
for (x, y), z[0] in w: pass
else: pass
for x.y in z: pass
async def f():
    async for x in y: pass
    else: pass
    async with x, y as z: pass
    async with (x as y, z): pass
with x: pass
with x, y: pass
with x as y, z as (a, b): pass
with (x): pass
with (x, y): pass
with (x as y): pass
with (x as y, z,): pass
with (x), (y): pass
with (x, y) as z: pass
with (x).y: pass
with (yield): pass
with (x for x in y): pass
with (x := y): pass
with (x, *y): pass
with x as y.z, w as [a, b]: pass
try: pass
except: pass
except A: pass
try: pass
except: pass
try: pass
except A: pass
except A as e: pass
except (A, B) as e: pass
except A, B: pass
except: pass
else: pass
finally: pass
try: pass
except* A: pass
except* (A, B) as e: pass
except* A, B, : pass
try: pass
finally: pass
if x:
	pass  # a tab
if \
  x:
        y = \
1
class A:
    x = 1;
    def f(self): pass;
