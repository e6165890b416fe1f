import { estMotDe, motsDe } from '../platform/mots.ts'

/**
 * What a function does, of which every list is a filter: `suit` may be a référent, `accompagne`
 * writes in the follow-up, `conduit` writes what is decided of a measure (ADR 0047), `encadre`
 * answers for a service, `recoit` sees people on convocation, `accueille` is told when nobody in
 * particular receives, `veille` reads the day of the whole service, `juge` is the cabinet of a JAP.
 */
type Fait =
  | 'suit'
  | 'accompagne'
  | 'conduit'
  | 'encadre'
  | 'recoit'
  | 'accueille'
  | 'veille'
  | 'juge'
type DeFonction = {
  libelle: string
  dans: 'service' | 'juridiction' | 'administration'
  fait: readonly Fait[]
}

/**
 * Functions of the service and of the juridictions (charte C3.4). CPIP and ASS are one, their
 * diploma is a profile (charte C6.2). To add one: its line here, its word in the CHECK of
 * `moyens.agent`, and what it alone may do in `acces/permissions.ts`.
 */
export const fonctions = {
  travailleur_social: {
    libelle: 'Travailleur social',
    dans: 'service',
    fait: ['suit', 'accompagne', 'conduit', 'recoit'],
  },
  dpip: {
    libelle: 'DPIP',
    dans: 'service',
    fait: ['suit', 'accompagne', 'conduit', 'encadre', 'recoit', 'accueille', 'veille'],
  },
  dfspip: {
    libelle: 'DFSPIP',
    dans: 'service',
    fait: ['accompagne', 'conduit', 'encadre', 'veille'],
  },
  psychologue: {
    libelle: 'Psychologue',
    dans: 'service',
    fait: ['suit', 'accompagne', 'recoit'],
  },
  coordinateur: {
    libelle: 'Coordinateur',
    dans: 'service',
    fait: ['suit', 'accompagne', 'recoit'],
  },
  administratif: {
    libelle: 'Administratif',
    dans: 'service',
    fait: ['conduit', 'accueille', 'veille'],
  },
  surveillant: { libelle: 'Surveillant', dans: 'service', fait: ['recoit', 'veille'] },
  jap: { libelle: 'JAP', dans: 'juridiction', fait: ['juge', 'recoit', 'accueille'] },
  parquet: { libelle: 'Parquet', dans: 'juridiction', fait: [] },
  greffe: { libelle: 'Greffe', dans: 'juridiction', fait: ['juge', 'recoit', 'accueille'] },
  bex: { libelle: 'BEX', dans: 'juridiction', fait: [] },
  administrateur: { libelle: 'Administrateur', dans: 'administration', fait: [] },
} as const satisfies Record<string, DeFonction>

export type Fonction = keyof typeof fonctions
const table: Record<Fonction, DeFonction> = fonctions
export const toutesLesFonctions = motsDe(fonctions)

export const fonctionsDe = (dans: DeFonction['dans']): Fonction[] =>
  toutesLesFonctions.filter(fonction => table[fonction].dans === dans)
/** Those of one place alone where `dans` is given. */
export const fonctionsQui = (fait: Fait, dans?: DeFonction['dans']): Fonction[] =>
  toutesLesFonctions.filter(
    fonction =>
      table[fonction].fait.includes(fait) && (dans === undefined || table[fonction].dans === dans),
  )
/** False of a word that is no function. */
export const fonctionQui = (fonction: string, fait: Fait): boolean =>
  estMotDe(fonctions, fonction) && table[fonction].fait.includes(fait)
/** The word itself where it is no function. */
export const libelleDeFonction = (fonction: string): string =>
  estMotDe(fonctions, fonction) ? table[fonction].libelle : fonction
