"""Short forms of English given names (data): an entry holds forms that one person may go by.

Entries end with "|" or the line.
"""

from collections.abc import Mapping
from types import MappingProxyType

_FORMS = """
abraham abe | albert al bert | alexander alex alec sandy xander | alexandra alex sandra sandy
alfred alf fred | andrew andy drew | ann anne anna annie nancy | anthony tony | arthur art
barbara barb babs | benjamin ben benny | bernard bernie | caroline carrie caro
catherine katherine kathryn cathy kathy kate katie kay kitty | charles charlie chuck chas
charlotte charlie lottie | christina christine chris tina | christopher chris kit topher
clifford cliff | cynthia cindy | daniel dan danny | david dave davy | deborah deb debbie
donald don donny | dorothy dot dottie dolly | douglas doug | edmund ed eddie ned ted
edward ed eddie ned ted teddy | eleanor ellie nell nora
elizabeth liz lizzie beth betty bess betsy eliza libby lisa | emily em emmy | eugene gene
florence flo florrie | frances fran fanny frankie | francis frank | franklin frank
frederick fred freddie freddy | gabriel gabe | geoffrey jeffrey geoff jeff | george georgie
gerald gerry jerry | gerard gerry | gregory greg | harold harry hal | helen nell
henry harry hank hal | herbert bert herb | howard howie | isabel isabella bella izzy
jacob jake | jacqueline jackie | james jim jimmy jamie | janet jan | jennifer jen jenny
jeremy jerry jem | jessica jess jessie | joan joanie | john johnny jack jock
jonathan jon jonny | joseph joe joey | josephine jo josie | joshua josh | judith judy
julian jules | kenneth ken kenny | kimberly kim | laurence lawrence larry laurie
leonard len lenny leo | leslie les | louis lou louie | louise lou | lucille lucy
madeleine maddie | margaret maggie meg peg peggy marge margie rita greta | martha marty
martin marty | mary molly polly | matilda tilda tilly | matthew matt | maxwell max
maximilian max | michael mike mick mickey | mildred millie | mitchell mitch | montgomery monty
nathan nate | nathaniel nat nate | nicholas nick nicky | norman norm | oliver ollie | pamela pam
patricia pat patty tricia trish | patrick pat paddy | penelope penny | peter pete
philip phillip phil pip | phyllis phyl | prudence pru | rachel rae | raymond ray
rebecca becky becca | reginald reg reggie | richard rick ricky rich dick richie
robert rob robbie bob bobby bert | roderick rod | rodney rod | roger rodge | ronald ron ronnie
rosemary rose rosie | russell russ | samuel sam sammy | samantha sam | sarah sara sally sadie
stanley stan | stephanie steph | stephen steven steve stevie | stuart stewart stu
susan susanna suzanne sue susie suzy | sylvester sly | terence terry | theodore ted teddy theo
theresa teresa terry tess tessa | thomas tom tommy | timothy tim timmy | tobias toby
valerie val | vanessa nessa | veronica ronnie | victor vic | victoria vicky vicki tori
vincent vince vinny | virginia ginny | walter wally walt | wilfred wilf fred
william bill billy will willie liam | winifred winnie | winston winnie | zachary zach zack
vladimir volodya | mikhail misha | nikolai kolya | ekaterina katya | natalia natasha
giuseppe beppe peppe | francisco paco pancho | jose pepe | ignacio nacho | johannes hans jan
"""


def _groups() -> Mapping[str, frozenset[int]]:
    """Each form to the numbers of the entries that hold it."""
    found: dict[str, set[int]] = {}
    for number, entry in enumerate(_FORMS.replace("\n", "|").split("|")):
        for form in entry.split():
            found.setdefault(form, set()).add(number)
    return MappingProxyType({form: frozenset(numbers) for form, numbers in found.items()})


_GROUPS = _groups()
_NOWHERE: frozenset[int] = frozenset()


def may_be_one_given_name(one: str, other: str) -> bool:
    """Whether one person may go by both folded given names: "bill" and "william"."""
    return bool(_GROUPS.get(one, _NOWHERE) & _GROUPS.get(other, _NOWHERE))
