/** Why a dossier is open to an entité: the fact that opened it, and that ends it (ADR 0046). */
export type Motif = 'prise_en_charge' | 'transfert_propose' | 'mandat' | 'saisine' | 'convocation'
/** How far it is open: all of it; who, measures and reason, to the direction of a service; the name and the convocation. */
export type Portee = 'dossier' | 'proposition' | 'convocation'
