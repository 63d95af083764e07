# Operators, brackets, comprehensions, calls.
a or b or c and d and not e or f
not not a
a < b <= c > d >= e == f != g is h is not i in j not in k
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
-a ** -b ** c
(-a) ** (b)
- + ~ a
await_ ** 2
a if b else c if d else e
(a if b else c) if d else e
a if b and c else lambda: d
(a)
((a))
()
(a,)
(a, b)
a,
a, b
a, *b
*a, *b
[a]
[]
[a, b,]
[*a, *b | c]
{}
{a}
{a, *b}
{a: b}
{a: b, **c, d: e,}
{**a}
{a: b if c else d}
{a: lambda: b}
[x for x in y]
[x for x in y if z if w]
[x for x, in y for z in x if z]
[x async for x in y]
[(x, y) for x in y]
[x := 1 for x in y]
[*x for x in y]
{x for x in y}
{*x for x in y}
{x: y for x, y in z}
{**x for x in y}
(x for x in y)
(*x for x in y)
(x for x in lambda_ or y if z)
[x for x in y if (lambda: z)]
f()
f(a)
f(a,)
f(*a)
f(**a)
f(a, *b, c, d=e, *f, **g, h=i, **j)
f(a := b)
f(x for x in y)
f(*x for x in y)
f(a if b else c, *d or e, **f or g)
f(lambda: a, b)
a.b.c
a.b(c)[d].e
a[b]
a[b:c]
a[b:c:d]
a[:]
a[::]
a[::b]
a[b:]
a[:b]
a[b:c, d]
a[b,]
a[*b]
a[*b, c]
a[*b or c, *not d, *e if f else g]
(*x if x else z for x in y)
f(*x or z for x in y)
{**x or z for x in y}
a[b := c]
a[b, c:=d]
a[()]
a[...]
a[b if c else d:e]
(yield)
(yield a)
(yield from a)
(a := b)
(a := b, c)
[a := b, c := d]
{a := b}
None, True, False, ..., Ellipsis
"a".b
1 .real
1..real
(1).real
é = ﬁ = 1
a if(b)else(c)
not(a)
[
    a,  # comment
    b
]
