# match, and the words that are soft.
match a:
    case 1 | -1 | 1.5 | -2j | 1 + 2j | -1.5 - 3j: pass
    case 'a' 'b' | b'c' | None | True | False: pass
    case +1 | +1.5j | +1 - 2j | {+1: _}: pass
    case f'{b}' | t'c': pass
    case x: pass
match a, *b:
    case []: pass
    case [x]: pass
    case [x, *_]: pass
    case (): pass
    case (x): pass
    case (x,): pass
    case (x, *rest, y): pass
    case x, : pass
    case *rest, : pass
    case *_, x: pass
match (yield):
    case {}: pass
    case {'a': 1}: pass
    case {'a': x, 1: y, -1: z, a.b: c, None: d, **rest}: pass
    case {**rest, }: pass
    case {_.a: b}: pass
    case A(): pass
    case A(1, x, y=2, z=B(),): pass
    case a.b.C(d): pass
    case (1 | 2) as x if x > 1: pass
    case [A(x=1) as y, *_] if (z := y): pass
match match:
    case case: match = case
match x := y:
    case _:
        match z:
            case 1:
                pass
        type = 1
match(a)
match[a]
match * a
match -a
match, case = 1, 2
match: int = 3
match.case(type)
type(x)
type = type[x]
print(match, case, type, lazy)
class match: case: int
lazy = lazy + 1
for type in lazy: pass
lambda match, case: type
