// Python 3.8 to 3.15 as an LL(1) superset over the tokens of dev.loopwarden.python.Lexer, which knows lines, indentation,
// soft keywords and f-strings. What is too wide here is refused by the tree builder.
//
// Three rules of the house:
// - No decision may need prediction: a test counts the calls of adaptivePredict in the generated parser.
// - No parse tree is built. What the tree builder needs has a label; what has none is not seen again.
// - What is met often is small. Each label is a field of its rule's context, and a list (`+=`) costs memory even where it stays
//   empty: so what may follow stands in a rule of its own (`more=...?`), and rare labels do not stand beside frequent ones.
//
// A comma never follows a comma, nor a semicolon a semicolon: the lexer refuses both. So `(COMMA x?)*` is a list that may end
// in a comma.
parser grammar PythonGrammar;

tokens {
  NEWLINE, INDENT, DEDENT, NAME, NUMBER, STRING,
  FSTART, FMIDDLE, FOPEN, FCLOSE, FCONVERSION, FSPEC, FEND,
  LPAR, RPAR, LSQB, RSQB, LBRACE, RBRACE, COLON, COMMA, SEMI, DOT, ELLIPSIS, ASSIGN, AUGASSIGN, COLONEQ, ARROW,
  AT, STAR, DSTAR, SLASH, VBAR, PLUS, MINUS, TILDE, BINOP, NOT, IN,
  ASSERT, ASYNC, AWAIT, AS, BREAK, CASE, CLASS, CONTINUE, DEF, DEL, ELIF, ELSE, EXCEPT, FALSE, FINALLY, FOR, FROM, GLOBAL,
  IF, IMPORT, LAMBDA, LAZY, MATCH, NONE, NONLOCAL, PASS, RAISE, RETURN, TRUE, TRY, TYPE, WHILE, WITH, YIELD,
  PROBLEM // what the lexer could not read: stands in no rule
}

// ---- statements: a file is read one at a time

statement: first=simpleStatement more=moreStatements? NEWLINE | compound=compoundStatement;

moreStatements: (SEMI statements+=simpleStatement?)+;

compoundStatement
  : branch=ifStatement | loop=whileStatement | each=forStatement | guarded=tryStatement
  | managed=withStatement | function=functionDef | type=classDef | asynchronous=asyncStatement | dressed=decorated
  | choice=matchStatement;

simpleStatement
  : first=expressions
    (COLON annotation=expression (ASSIGN value=expressions)? | op=AUGASSIGN value=expressions | ASSIGN value=expressions more=moreAssigned?)?
  | other=keywordStatement;

moreAssigned: (ASSIGN values+=expressions)+;

keywordStatement
  : returned=returnStatement | imported=importStatement | raised=raiseStatement | asserted=assertStatement
  | deleted=delStatement | scoped=scopeStatement | alias=typeStatement
  | keyword=(PASS | BREAK | CONTINUE);

returnStatement: RETURN value=starExpressions?;
raiseStatement: RAISE (raised=expression (FROM cause=expression)?)?;
assertStatement: ASSERT condition=expression (COMMA message=expression)?;
delStatement: DEL deleted=targets;
scopeStatement: (GLOBAL | NONLOCAL) names+=NAME (COMMA names+=NAME)*;
typeStatement: TYPE name=NAME params=typeParams? ASSIGN value=expression;
importStatement
  : lazy=LAZY?
    (IMPORT modules+=dottedAs (COMMA modules+=dottedAs)*
    | from=FROM (dots+=(DOT | ELLIPSIS))* module=dottedName? IMPORT
      (all=STAR | LPAR names+=importAs (COMMA names+=importAs?)* RPAR | names+=importAs (COMMA names+=importAs)*));
dottedAs: name=dottedName (AS alias=NAME)?;
dottedName: first=NAME (DOT rest+=NAME)*;
importAs: name=NAME (AS alias=NAME)?;

block: NEWLINE INDENT statements+=statement+ DEDENT | first=simpleStatement more=moreStatements? NEWLINE;
ifStatement: IF condition=namedExpression COLON body=block elifs+=elifClause* otherwise=elseClause?;
elifClause: ELIF condition=namedExpression COLON body=block;
elseClause: ELSE COLON body=block;
whileStatement: WHILE condition=namedExpression COLON body=block otherwise=elseClause?;
forStatement: FOR variables=targets IN iterable=starExpressions COLON body=block otherwise=elseClause?;
tryStatement: TRY COLON body=block (handlers+=exceptClause+ otherwise=elseClause? last=finallyClause? | last=finallyClause);
exceptClause: EXCEPT star=STAR? (type=expression (comma=COMMA more+=expression?)* (AS name=NAME)?)? COLON body=block;
finallyClause: FINALLY COLON body=block;
withStatement: WITH items+=withItem (COMMA items+=withItem)* COLON body=block;
withItem: value=expression (AS variable=target)?;
asyncStatement: ASYNC (function=functionDef | each=forStatement | managed=withStatement);
decorated: decorators+=decorator+ (async=ASYNC? function=functionDef | type=classDef);
decorator: AT value=namedExpression NEWLINE;
functionDef: DEF name=NAME params=typeParams? open=LPAR signature=parameters? RPAR (ARROW result=expression)? COLON body=block;
classDef: CLASS name=NAME params=typeParams? bases=arguments? COLON body=block;
typeParams: LSQB params+=typeParam (COMMA params+=typeParam?)* RSQB;
typeParam: star=(STAR | DSTAR)? name=NAME (COLON bound=expression)? (ASSIGN spread=STAR? standard=expression)?;

parameters: params+=parameter (COMMA params+=parameter?)*;
parameter: slash=SLASH | star=(STAR | DSTAR) named=parameterName? | named=parameterName;
parameterName: name=NAME (COLON spread=STAR? annotation=expression)? (ASSIGN standard=expression)?;
lambdaParameters: params+=lambdaParameter (COMMA params+=lambdaParameter?)*;
lambdaParameter: slash=SLASH | star=(STAR | DSTAR) (name=NAME (ASSIGN standard=expression)?)? | name=NAME (ASSIGN standard=expression)?;

// ---- match

matchStatement: MATCH subject=elements COLON NEWLINE INDENT cases+=caseBlock+ DEDENT;
caseBlock: CASE pattern=patterns (IF guard=namedExpression)? COLON body=block;
patterns: items+=starPattern (comma=COMMA items+=starPattern?)*;
starPattern: STAR name=NAME | pattern=asPattern;
asPattern: choices+=closedPattern (VBAR choices+=closedPattern)* (AS name=NAME)?;
closedPattern
  : sign=(PLUS | MINUS)? left=NUMBER (op=(PLUS | MINUS) right=NUMBER)? | text=strings | constant=(NONE | TRUE | FALSE)
  | name=dottedName call=patternArguments?
  | open=LPAR inner=patterns? RPAR | open=LSQB inner=patterns? RSQB
  | open=LBRACE (items+=mappingItem (COMMA items+=mappingItem?)*)? RBRACE;
patternArguments: LPAR (items+=patternArgument (COMMA items+=patternArgument?)*)? RPAR;
patternArgument: first=asPattern (ASSIGN value=asPattern)?;
mappingItem: DSTAR rest=NAME | key=closedPattern COLON value=asPattern;

// ---- expressions

// Lists without brackets: `first` alone is no tuple.
expressions: yielded=yieldExpression | star=STAR? first=expression more=moreItems?;
starExpressions: star=STAR? first=expression more=moreItems?;
moreItems: (COMMA items+=starItem?)+;
starItem: star=STAR? value=expression;
yieldExpression: YIELD (FROM source=expression | value=starExpressions)?;
namedExpression: first=expression (COLONEQ assigned=expression)?;

// Operands and operators in a flat list; precedence is the builder's. `await` is a prefix here.
expression
  : function=lambda
  | before=prefixes? left=primary rest=operationRest? (IF condition=expression ELSE otherwise=expression)?;
operation: before=prefixes? left=primary rest=operationRest?;
prefixes: signs+=(NOT | PLUS | MINUS | TILDE | AWAIT)+;
operationRest
  : (operators+=(BINOP | IN | PLUS | MINUS | STAR | DSTAR | SLASH | VBAR | AT)
     (operators+=(NOT | PLUS | MINUS | TILDE | AWAIT))* operands+=primary)+;
lambda: begin=LAMBDA signature=lambdaParameters? COLON body=expression;

primary
  : (word=(NAME | NUMBER | NONE | TRUE | FALSE | ELLIPSIS) | text=strings | group=parenthesised | list=listDisplay | braces=braceDisplay)
    trailers+=trailer*;
trailer: DOT name=NAME | call=arguments | index=subscripts;
subscripts: LSQB items+=subscript (comma=COMMA items+=subscript?)* RSQB;
subscript: star=STAR? lower=expression (COLONEQ assigned=expression)? tail=sliceTail? | tail=sliceTail;
sliceTail: COLON upper=expression? (COLON step=expression?)?;
arguments: LPAR (items+=argument (comma=COMMA items+=argument?)*)? RPAR;
argument: star=(STAR | DSTAR)? first=expression (COLONEQ assigned=expression | equals=ASSIGN value=expression)? generators=comprehensions?;
parenthesised: LPAR (yielded=yieldExpression | inner=elements)? RPAR;
listDisplay: LSQB inner=elements? RSQB;
elements: items+=element (generators=comprehensions | (comma=COMMA items+=element?)*);
element: star=STAR? first=expression (COLONEQ assigned=expression)? (as=AS variable=target)?;
braceDisplay: LBRACE (items+=braceItem (generators=comprehensions | (COMMA items+=braceItem?)*))? RBRACE;
braceItem: star=(STAR | DSTAR)? first=expression (COLONEQ assigned=expression | colon=COLON value=expression)?;
comprehensions: loops+=comprehension+;
comprehension: async=ASYNC? FOR variables=targets IN iterable=operation (IF conditions+=operation)*;
targets: items+=target (comma=COMMA items+=target?)*;
target: star=STAR? value=primary;

strings: (plain=STRING | formatted=formattedString) more=moreStrings?;
moreStrings: (plain+=STRING | formatted+=formattedString)+;
formattedString: begin=FSTART parts+=formattedPart* FEND;
formattedPart
  : text=FMIDDLE
  | open=FOPEN value=expressions equals=ASSIGN? (bang=FCONVERSION conversion=NAME)? (colon=FSPEC spec+=formattedPart*)? close=FCLOSE;
