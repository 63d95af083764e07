// Python 3.8 to 3.14 as an LL(1) superset over the tokens of dev.loopwarden.python.Tokens, which knows lines, indentation,
// soft keywords and f-strings. What is too wide here is refused by the tree builder. No decision may need prediction:
// a test counts the calls of adaptivePredict in the generated parser.
parser grammar PythonGrammar;

tokens {
  NEWLINE, INDENT, DEDENT, NAME, NUMBER, STRING,
  FSTART, FMIDDLE, FOPEN, FCLOSE, FCONVERSION, FSPEC, FEND,
  LPAR, RPAR, LSQB, RSQB, LBRACE, RBRACE, COLON, COMMA, SEMI, DOT, ELLIPSIS, ASSIGN, AUGASSIGN, COLONEQ, ARROW,
  AT, STAR, DSTAR, SLASH, VBAR, PLUS, MINUS, TILDE, BINOP, NOT, IN,
  ASSERT, ASYNC, AWAIT, AS, BREAK, CASE, CLASS, CONTINUE, DEF, DEL, ELIF, ELSE, EXCEPT, FALSE, FINALLY, FOR, FROM, GLOBAL,
  IF, IMPORT, LAMBDA, MATCH, NONE, NONLOCAL, PASS, RAISE, RETURN, TRUE, TRY, TYPE, WHILE, WITH, YIELD
}

file: (NEWLINE | statement)* EOF;

// ---- statements

statement
  : simpleStatements | ifStatement | whileStatement | forStatement | tryStatement | withStatement | functionDef | classDef
  | asyncStatement | decorated | matchStatement;

simpleStatements: simpleStatement (SEMI simpleStatement?)* NEWLINE;

simpleStatement
  : expressionStatement | returnStatement | importStatement | fromStatement | raiseStatement | assertStatement | delStatement
  | globalStatement | nonlocalStatement | typeStatement | PASS | BREAK | CONTINUE;

expressionStatement: expressions (COLON expression annotated? | AUGASSIGN expressions | (ASSIGN expressions)+)?;
annotated: ASSIGN expressions;
returnStatement: RETURN starExpressions?;
raiseStatement: RAISE (expression (FROM expression)?)?;
assertStatement: ASSERT expression (COMMA expression)?;
delStatement: DEL starExpressions;
globalStatement: GLOBAL NAME (COMMA NAME)*;
nonlocalStatement: NONLOCAL NAME (COMMA NAME)*;
typeStatement: TYPE NAME typeParams? ASSIGN expression;
importStatement: IMPORT dottedAs (COMMA dottedAs)*;
dottedAs: dottedName (AS NAME)?;
dottedName: NAME (DOT NAME)*;
fromStatement: FROM (DOT | ELLIPSIS)* dottedName? IMPORT (STAR | LPAR importAs (COMMA importAs?)* RPAR | importAs (COMMA importAs)*);
importAs: NAME (AS NAME)?;

block: NEWLINE INDENT statement+ DEDENT | simpleStatements;
ifStatement: IF namedExpression COLON block elifClause* elseClause?;
elifClause: ELIF namedExpression COLON block;
elseClause: ELSE COLON block;
whileStatement: WHILE namedExpression COLON block elseClause?;
forStatement: FOR targets IN starExpressions COLON block elseClause?;
tryStatement: TRY COLON block (exceptClause+ elseClause? finallyClause? | finallyClause);
exceptClause: EXCEPT STAR? (exceptionTypes (AS NAME)?)? COLON block;
exceptionTypes: expression (COMMA expression?)*;
finallyClause: FINALLY COLON block;
withStatement: WITH withItem (COMMA withItem)* COLON block;
withItem: expression (AS target)?;
asyncStatement: ASYNC (functionDef | forStatement | withStatement);
decorated: decorator+ (ASYNC? functionDef | classDef);
decorator: AT namedExpression NEWLINE;
functionDef: DEF NAME typeParams? LPAR parameters? RPAR (ARROW expression)? COLON block;
classDef: CLASS NAME typeParams? arguments? COLON block;
typeParams: LSQB typeParam (COMMA typeParam?)* RSQB;
typeParam: (STAR | DSTAR)? NAME (COLON expression)? (ASSIGN starItem)?;

parameters: parameter (COMMA parameter?)*;
parameter: SLASH | STAR (NAME annotation?)? | DSTAR NAME annotation? | NAME annotation? (ASSIGN expression)?;
annotation: COLON starItem;
lambdaParameters: lambdaParameter (COMMA lambdaParameter?)*;
lambdaParameter: SLASH | STAR NAME? | DSTAR NAME | NAME (ASSIGN expression)?;

// ---- match

matchStatement: MATCH starExpressions COLON NEWLINE INDENT caseBlock+ DEDENT;
caseBlock: CASE patterns (IF namedExpression)? COLON block;
patterns: starPattern (COMMA starPattern?)*;
starPattern: STAR NAME | asPattern;
asPattern: closedPattern (VBAR closedPattern)* (AS NAME)?;
closedPattern
  : MINUS? NUMBER ((PLUS | MINUS) NUMBER)? | strings | NONE | TRUE | FALSE | dottedName patternArguments?
  | LPAR patterns? RPAR | LSQB patterns? RSQB | LBRACE (mappingItem (COMMA mappingItem?)*)? RBRACE;
patternArguments: LPAR (patternArgument (COMMA patternArgument?)*)? RPAR;
patternArgument: asPattern (ASSIGN asPattern)?;
mappingItem: DSTAR NAME | closedPattern COLON asPattern;

// ---- expressions

expressions: yieldExpression | starExpressions;
yieldExpression: YIELD (FROM expression | starExpressions)?;
starExpressions: starItem (COMMA starItem?)*;
starItem: STAR operation | namedExpression;
namedExpression: expression (COLONEQ expression)?;
expression: lambda | operation (IF operation ELSE expression)?;
lambda: LAMBDA lambdaParameters? COLON expression;

// Operands and operators in a flat list; precedence is the builder's. `await` is a prefix here.
operation: prefix* primary (binary prefix* primary)*;
prefix: NOT | PLUS | MINUS | TILDE | AWAIT;
binary: BINOP | IN | PLUS | MINUS | STAR | DSTAR | SLASH | VBAR | AT;
primary: atom trailer*;
trailer: DOT NAME | arguments | LSQB subscript (COMMA subscript?)* RSQB;
subscript: STAR operation | namedExpression sliceTail? | sliceTail;
sliceTail: COLON expression? (COLON expression?)?;
arguments: LPAR (argument (COMMA argument?)*)? RPAR;
argument: STAR expression | DSTAR expression | namedExpression (ASSIGN expression)? comprehension*;
atom: NAME | NUMBER | strings | NONE | TRUE | FALSE | ELLIPSIS | parenthesised | listDisplay | braceDisplay;
parenthesised: LPAR (yieldExpression | elements)? RPAR;
listDisplay: LSQB elements? RSQB;
elements: element (comprehension+ | (COMMA element?)*);
element: STAR operation | namedExpression (AS target)?;
braceDisplay: LBRACE (braceItem (comprehension+ | (COMMA braceItem?)*))? RBRACE;
braceItem: DSTAR operation | STAR operation | namedExpression (COLON expression)?;
comprehension: ASYNC? FOR targets IN operation comprehensionIf*;
comprehensionIf: IF operation;
targets: target (COMMA target?)*;
target: STAR? primary;

strings: (STRING | formatted)+;
formatted: FSTART formattedPart* FEND;
formattedPart: FMIDDLE | FOPEN expressions ASSIGN? (FCONVERSION NAME)? (FSPEC formattedPart*)? FCLOSE;
