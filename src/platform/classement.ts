/**
 * How much a value may harm whom it speaks of: it decides nothing by itself, it says what must be
 * looked at first.
 */
export type Sensibilite = 'ordinaire' | 'personnelle' | 'penale' | 'sensible' | 'secrete'

/**
 * What a column holds, by the worst that it may hold: a free text is a story, whatever its length.
 */
export const natures = {
  technique: { dit: 'clé, version, instant d’écriture, état', sensibilite: 'ordinaire' },
  organisation: { dit: 'service, lieu, type, modèle, règle', sensibilite: 'ordinaire' },
  agent: { dit: 'qui suit, reçoit, décide', sensibilite: 'personnelle' },
  auteur: {
    dit: 'qui a écrit : le compte laissé entrer, et nul autre',
    sensibilite: 'personnelle',
  },
  identite: { dit: 'qui est la personne', sensibilite: 'personnelle' },
  contact: { dit: 'où la joindre, où elle vit', sensibilite: 'personnelle' },
  suivi: { dit: 'ce qui est prévu, fait, attendu, et quand', sensibilite: 'personnelle' },
  judiciaire: {
    dit: 'condamnation, mesure, décision, détention (RGPD art. 10)',
    sensibilite: 'penale',
  },
  recit: {
    dit: 'texte libre, qui peut dire la santé, les origines, les croyances (loi 78-17 art. 6)',
    sensibilite: 'sensible',
  },
  sante: { dit: 'état de santé', sensibilite: 'sensible' },
  trace: { dit: 'qui a vu ou écrit quoi', sensibilite: 'personnelle' },
  secret: { dit: 'ne sort pas de la base', sensibilite: 'secrete' },
} as const satisfies Record<string, { dit: string; sensibilite: Sensibilite }>
export type Nature = keyof typeof natures

/**
 * How long a row is kept. `a_decider`: whoever answers for the processing has not said it yet, and
 * nothing erases it.
 */
export const durees = {
  dossier: 'Avec le dossier, jusqu’à son effacement (fil-rouge effacer)',
  organisation: 'Tant que l’organisation en a besoin ; rien ne s’y efface',
  journal: 'Avec le dossier quand la ligne en nomme un ; sinon à décider',
  recherche: 'Deux heures (bex.oublier_les_recherches)',
  hors_outil: 'Jusqu’au jour que la page de la remise dit (bex.effacee_le)',
  calcul: 'Refait à chaque changement',
  import:
    'Ce que disent les lignes, jusqu’à la fin ou l’abandon de l’import ; ce qu’elles sont devenues, à décider',
  envoi: 'Jusqu’à l’envoi du formulaire, ou jusqu’à ce que son auteur l’efface',
  a_decider: 'À décider par le responsable du traitement : rien ne l’efface encore',
} as const

/**
 * Whose rows a role of the base finds: those of an opened dossier, one's own, those of one's
 * service or juridiction…
 */
export const portees = {
  tous: 'Toutes les lignes',
  dossier: 'Les dossiers de son périmètre',
  soi: 'Les siennes',
  entite: 'Celles de son service ou de sa juridiction',
  personne: 'Aucune : la base seule les lit',
} as const

/**
 * A table of the base, as its module declares it. Columns are words apart, under their nature.
 * `droits`: what the application may do, by the initials of lire, ajouter, modifier, supprimer.
 * `fige`: columns that it may not modify though it may others. `pose`: columns that only the base
 * writes.
 */
export type TableClassee = {
  quoi: string
  duree: keyof typeof durees
  portee: keyof typeof portees
  /**
   * Permissions whose functions write it, for their own entité: asked of every table that is of no
   * dossier.
   */
  ecrit?: readonly `${string}:${string}`[]
  /** Permissions whose functions see it; the only ones that find a row when `reserve` is said. */
  vu: readonly `${string}:${string}`[]
  reserve?: true
  droits: string
  fige?: string
  pose?: string
  colonnes: Partial<Record<Nature, string>>
}
/** Tables of a module by their names in the base. */
export type Classement = Record<`${string}.${string}`, TableClassee>
