"""English verbs that no noun of any weight looks like, by their citation forms.

The word list tells no parts of speech: of *vote* the past *voted* is a verb's, and
the term a noun. Of these alone a term can be nothing but the verb.
"""

from __future__ import annotations

from typing import Final

from glossary.languages.base import words

VERBS: Final = words(
    "abandon abduct abolish accept accomplish accuse achieve acknowledge acquire acquit adapt add "
    "adjourn admit admonish adopt advise affirm aggravate agree alienate allege allow alter amend "
    "analyse annex annihilate announce annul apologise appease applaud apply appoint apprehend "
    "approve argue arise arrive ascertain assassinate assemble assert assign assume assure attain "
    "attend avenge avert avoid await banish become beg begin behave behead believe belong besiege "
    "betray bolster bombard borrow bring broaden bury calculate capitulate capture castigate cede "
    "celebrate choose clarify classify coerce collaborate collide colonise come commemorate commit "
    "compel compete compile complain comply compose comprise conceal concede conceive conclude "
    "condemn confess confine confirm confiscate confront congratulate connect conquer conserve "
    "consolidate conspire constrain consult contaminate contradict contribute convene converge "
    "convince cooperate cope correspond criminalise criticise cultivate curtail deceive decide "
    "declare decolonise decriminalise dedicate deepen defame defend defer defuse defy deliver "
    "demilitarise demobilise demolish demonise demonstrate demote denazify denounce deny depart "
    "depend depict deplore deploy deport depose deprive deradicalise deregulate descend describe "
    "deserve destabilise destroy detain deteriorate determine dethrone devalue devastate develop "
    "devote die differ diminish disagree disappear disappoint disapprove disarm disband disclose "
    "discourage discover discredit discriminate discuss disintegrate dismantle dismiss disobey "
    "disperse displace displease dispose disqualify disrupt dissolve dissuade distort distract "
    "distribute disturb diverge divert dominate donate earn educate elect eliminate embark "
    "embarrass embezzle embody emerge emigrate emphasise employ empower enable enact encircle "
    "encourage endanger endorse endure enforce engage enhance enlarge enlist enrich enrol enslave "
    "ensue ensure enter entertain entitle entrust erode erupt escalate establish evacuate evade "
    "evaluate evict evolve exacerbate exaggerate examine exceed exclude execute exert exhort exist "
    "exonerate expand expect expel expire explain explode explore expose expropriate extend "
    "exterminate extinguish extort extradite fabricate facilitate falsify federalise flee follow "
    "forbid foresee forge forgive forgo formulate forsake fulfil generate get give glorify go "
    "govern grow happen harass hear hesitate hinder humiliate identify ignore illustrate imagine "
    "immigrate impeach impede imply impose impoverish imprison improve inaugurate incarcerate "
    "incite include incorporate incur indicate indict indoctrinate induce infect infiltrate "
    "inflict inform infringe inhabit inherit inhibit injure insist inspect inspire install "
    "instigate instruct integrate intensify intercept interfere interpret interrogate intervene "
    "intimidate introduce invade invent invest investigate involve irritate isolate jeopardise "
    "justify kidnap know learn legalise legislate legitimise lend lessen liberate liquidate listen "
    "lose maintain manipulate marginalise mediate merge militarise mislead mistreat mobilise "
    "modernise modify molest motivate multiply nationalise negotiate neutralise nominate "
    "normalise notify nullify obey oblige obliterate observe obstruct obtain occupy occur offend "
    "omit oppose oppress ordain organise oust overcome overlook overrule oversee overthrow "
    "overturn overwhelm owe pacify participate perceive perish perpetrate persecute persevere "
    "persist persuade pervade plead politicise pollute portray possess postpone pray preach "
    "precede predict prefer prepare prescribe preserve preside presume prevail prevent privatise "
    "proceed proclaim procure prohibit proliferate prolong propagate propose prosecute prosper "
    "protect prove provide provoke publicise publish punish purify pursue qualify quell "
    "radicalise ratify react realise reassure rebuild recapture receive recognise recommend "
    "reconcile reconstruct rectify refute regain rehabilitate reinforce reinstate reiterate reject "
    "relinquish rely remember remind remove renounce repatriate repel repent replace repress "
    "require resemble resent reside resign resist respond restore restrain restrict retain "
    "retaliate retire retract reunify reunite reveal revise revive revoke rewrite scold secede "
    "seek segregate seize sell send sever shorten signify smuggle soften solve speak specify spend "
    "stabilise stagnate starve steal strengthen stun subdue subjugate submit succeed succumb "
    "suffer suggest summon supervise suppress surround suspend sustain swear sympathise teach tell "
    "tempt terminate terrify terrorise testify think threaten thwart tolerate topple transform "
    "translate transmit tyrannise undergo undermine understand undertake unify unite unleash "
    "unveil uphold usurp vacate validate vandalise vanish verify victimise vilify vindicate "
    "violate warn weaken widen withdraw withhold withstand worsen write"
)
