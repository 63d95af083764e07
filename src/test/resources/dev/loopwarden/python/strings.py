# Strings, bytes, numbers, and strings with fields.
'a' "b" '''c''' """d
e"""
r'\n' R"\t" u'x' U"y"
b'z' rb'\x00' Rb"\x" bR'' b'\x00\377\101\u1\N{x}'
'\a\b\f\n\r\t\v\\\'\"\0\12\377\x7f\u00e9\U0001F600\N{SNOWMAN}\q'
'joined\
line'
f'' f'plain' 'tail'
f'{a}' f"{a!r}" f'{a!s:>10}' f'{a:{width}.{precision}}' f'{a:{b!r:>{c}}}'
f'{{}}' f'{{{a}}}' f'}}{a}{{' f'\{a}\}}' rf'\{a}\n' f'\N{BULLET}{a}\x41'
f'{a=}' f'{ a = }' f'{a=!r}' f'{a = :>5}' f'{a + b=:{c}}'
f'{a:=5}' f'{(a:=5)}' f'{a != b}' f'{a if b else c}' f'{(lambda x: 1)}' f'{ {1: 2}[1] }' f'{[x for x in y]}'
f'{a["b"]}' f'{f"{f'{1}'}"}' f"{'\n'.join(x)}" f'{*a, b}' f'{yield_}' f'{a,}'
f'''{
    a  # a comment with } and '
    + b
}
{c:
 }'''
f'''{
a  # gone
=}'''
f"{x:%H:%M}{y:{'a'}}" 'é😀' f'é{a}😀{b}'
t'' t'{a}' t'{a!r:>{w}}' rt'\{a}' t"{a=}" t'x' t'y{b}'
(0, 00, 0_0, 1_000, 0xFF, 0X_f, 0o17, 0O_7, 0b10, 0B_1, 1., .5, 1e5, 1E-5, 1_0.0_1e+1_0, 1j, 1.5J, 0e0, 00.5, 0777., 0x1for x in y)
1if 2else 3
x = '' f'x', f'x' '', '' f'{a}' '', f'{a}' '' f'x', '' '' f'x', '' f'{a=}', f'{a}' '' f'{b}', '' f'', "" rf"}}\"*a"
f'{x:\
}'
f'{x:\
{y=}}'
