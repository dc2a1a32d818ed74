"""The eleven items of a reporting regime: which a kind of regime must have, and which its card gives."""

from danvan.catalogue.models.regimes import Item, Regime

# Nghị định 09/2019/NĐ-CP: periodic, art. 11; thematic, art. 10; ad hoc, art. 9.
_AD_HOC = (Item.NAME, Item.CONTENT, Item.REPORTERS, Item.RECEIVERS, Item.WAYS, Item.DEADLINE)
_REQUIRED = {
    "periodic": (*_AD_HOC, Item.FREQUENCY, Item.CLOSING, Item.OUTLINE),
    "thematic": (*_AD_HOC, Item.OUTLINE),
    "ad_hoc": _AD_HOC,
}


def required(regime: Regime) -> tuple[Item, ...]:
    """What the law asks of a regime of this kind. A frame is no regime, and has to have nothing."""
    return () if regime.frame else _REQUIRED[regime.kind]


def given(regime: Regime) -> frozenset[Item]:
    """What the card tells."""
    told = {
        Item.NAME: regime.name,
        Item.CONTENT: regime.content,
        Item.REPORTERS: regime.sends,
        Item.RECEIVERS: regime.sends,
        Item.WAYS: regime.ways,
        Item.DEADLINE: regime.sends and all(step.by or step.working_days is not None for step in regime.sends),
        Item.FREQUENCY: regime.periods,
        Item.CLOSING: regime.window or (regime.periods and all(each.window for each in regime.periods)),
        Item.OUTLINE: regime.outline,
        Item.FORMS: regime.forms,
        Item.GUIDANCE: regime.guidance,
    }
    return frozenset(item for item, value in told.items() if value)


def missing(regime: Regime) -> tuple[Item, ...]:
    """Required, not given, and not even said to be looked for."""
    told = given(regime) | set(regime.not_found)
    return tuple(item for item in required(regime) if item not in told)
