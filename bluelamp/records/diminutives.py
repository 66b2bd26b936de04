"""What people in England call each other: short, fond and otherwise spelt forms of given names.

One group a line; every name of a group may stand for any other in it. A name may be in several groups.
"""

from functools import cache

_GROUPS = """
abdul abdel abdal abdullah
abigail abi abby gail
adam ad
agnieszka aga
albert al bert bertie
alexander alex al sandy sasha alec alek xander lex
alexandra alex sandra sandy lexi sasha ali
alfred alf alfie fred freddie
alice ali alys alicia
alison ali ally
amanda mandy
amelia millie amy mia
andrew andy drew andrzej
angela angie ange
ann anne anna annie hannah nan anya ania
anthony tony ant toni antony
antonia toni
arthur art artie
barbara barb babs barbie basia
bartholomew bart
benjamin ben benny benji
bernard bernie
bethany beth
bridget bridie biddy brigid brid
caitlin kate katelyn kaitlin catelyn
caroline carol carrie lynn carolyn
catherine katherine kathryn katharine kathleen cathy kathy kate katie cath kath kitty kay cat catriona katarzyna kasia
charles charlie chas chuck chaz
charlotte charlie lottie lotte char
christina christine chris tina chrissie kirsty
christopher chris kit topher kris krzysztof
clare claire clara
cornelius con neil connie
daniel dan danny
danielle dani danni
david dave davey dai dafydd dawid
deborah debbie debra deb
dennis den denny denis
derek del derrick
diana di diane
dominic dom nick
donald don donnie
dorothy dot dottie dolly thea
douglas doug
edward ed eddie ted teddy ned eddy
edmund ed eddie ted
eleanor ellie nell nelly elena nora lena
elizabeth liz lizzie beth betty bess eliza lisa libby betsy elsie lisbeth elspeth elisabeth elzbieta ela
emily em emmy millie
emma em
eoin owen eoghan ewan euan
ernest ernie
eugene gene
evelyn eve evie
fatima fatimah fatma fatema
florence flo florrie flossie
frances fran franny francesca
francis frank fran frankie
frederick fred freddie freddy
gabriel gabe
gabrielle gabby
gareth gaz gary
geoffrey geoff jeff jeffrey
george georgie jerzy
georgina georgie gina georgia
gerald gerry jerry gez
gerard gerry ged
gillian gill jill jilly
graham graeme grahame
grace gracie
gregory greg
gwendolen gwen
harold harry hal
harriet hattie harrie
hassan hasan hussan
helen nell nellie ellen lena
henry harry hal hank
herbert bert herb
hussain hussein husain hossain hossein
ian iain
irene rene
isaac ike zac ishaq
isabella bella izzy isobel isabel isabelle ella belle
jacob jake
jacqueline jackie jacqui
james jim jimmy jamie jem seamus hamish
jane janet janey jan jayne
janice jan
jasmine jas yasmin yasmeen jasmin
jean jeanie
jennifer jen jenny
jeremy jerry jez
jessica jess jessie
joanna joanne jo joan asia
john jack johnny jon sean shaun ian evan jan shawn
jonathan jon jonny johnathan jonathon
joseph joe joey yusuf yousef youssef jozef
josephine jo josie
joshua josh
judith judy jude
julia julie jules juliet
kenneth ken kenny
khadija khadijah khadeeja
kimberley kim kimberly
laurence larry laurie lawrence
laura laurie lara
leonard len lenny leo
leslie les lesley
lewis louis lou lew
lillian lily lil
louise lou louisa
lucy lucinda lulu
malcolm mal
margaret maggie meg peggy margie marge madge greta rita daisy peg mags malgorzata gosia
maria mary marie
martin marty marcin
mary molly polly maire mair moll mae
matilda tilly tilda
matthew matt mat mateusz
maureen mo
maximilian max
megan meg
melanie mel
melissa mel lissa
michael mike mick micky mickey mikey michal mikhail
michelle shell chelle
mohammed mohamed muhammad mohammad muhammed mohamad mehmet mahomet mohd md mo mohamud mahamed muhamed
muhammad ahmed ahmad
natalie nat
natasha tash tasha natalia
nathan nate nathaniel nat
niamh neve nieve
nicholas nick nicky nico nicolas
nicola nicky nikki nic
oliver ollie olly
olivia liv livvy
omar umar umer omer
pamela pam
patricia pat tricia trish patsy paddy
patrick pat paddy rick padraig
paul paulie pawel
penelope penny
peter pete piotr
philip phil pip phillip
priscilla cilla
rachel rach rachael raquel
raymond ray
rebecca becky becca bex rebekah
reginald reg reggie
richard rick ricky dick dickie rich richie rik ryszard
robert bob bobby rob robbie bert robin
roderick rod
rodney rod
ronald ron ronnie
rosemary rose rosie romy
roy royston
rupert bert
russell russ
samantha sam sammy
samuel sam sammy
sarah sara sally sadie
sebastian seb baz
shirley shirl
siobhan shivaun chevonne shevaun siobhain shavon shivon
sinead shinade shinead
sophia sophie sofia
stanley stan
stephanie steph stevie stefanie
stephen steven steve stevie stefan
stuart stewart stu stew
susan sue susie suzy susanna suzanne susannah
sylvia syl sylvie
terence terry tel terrence
teresa terri terry tess tessa theresa
theodore ted theo teddy
thomas tom tommy tomasz
timothy tim timmy
tobias toby
valerie val
veronica ronnie vera
victor vic
victoria vicky vicki tori vikki
vincent vince vinnie
vivian viv vivienne
walter walt wally
wendy gwen
wilfred wilf
william bill billy will willy willie liam bil gwilym
winifred win winnie freda
yvonne eve vonnie
zachary zac zach zack zak
zoe zoey zoie
"""


@cache
def _index() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _GROUPS.split("\n"):
        for name in line.split():
            found.setdefault(name, set()).update(line.split())
    return {name: frozenset(group - {name}) for name, group in found.items()}


def forms_of(name: str) -> frozenset[str]:
    """Other forms under which somebody called ``name`` (plain letters) may be recorded."""
    return _index().get(name.casefold(), frozenset())
