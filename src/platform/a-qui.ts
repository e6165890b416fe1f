import { motsDe } from './mots.ts'
/**
 * What the entité of whoever acts is to a dossier, today; the statement that opens the transaction
 * says it. `suit`: its service follows the person. `propose`: a transfer is proposed to it, and no
 * more. `juridiction`: a measure or a request of that juridiction stands there. `audience`: the
 * person was before that juridiction, which convoked them, and no more. `recoit`: the service
 * receives the person, and no more. `autre`: none of these.
 */
export type Qualite = 'suit' | 'propose' | 'juridiction' | 'audience' | 'recoit' | 'autre'

/**
 * `dossier`: who writes it on the dossier that the input names; `ailleurs`: it may also name none,
 * and the command finds the thing among those of whoever acts.
 */
type Ecriture = { dossier?: readonly Qualite[]; ailleurs?: true }

/**
 * Whose a write is: a required field of every command. On a dossier that the input names, the
 * opening of the transaction checks it. Whether this measure, request, convocation, range or
 * account is theirs, the command checks itself, and `tests/invariants/qui-ecrit.test.ts` tries it.
 */
const ecritures = {
  /** One's own, and nobody else's: account, session, calendar feed, draft, news. */
  soi: {
    dossier: ['suit', 'propose', 'juridiction', 'audience', 'recoit', 'autre'],
    ailleurs: true,
  },
  /** Of one's entité: places, agendas, ranges, models, imports, lists of its convocations. */
  entite: { ailleurs: true },
  /** Of the directory and the ressort: the administrator's all, the DFSPIP's own service. */
  organisation: { ailleurs: true },
  /** A dossier that does not exist yet: the one who opens it has it. */
  nouveau: { ailleurs: true },
  /**
   * Of the juridiction before which the person was: its look-up, its convocations, what it handed
   * over.
   */
  audience: { dossier: ['juridiction', 'audience'], ailleurs: true },
  /** Of the two services of a transfer: the one that follows, the one that is asked. */
  transfert: { dossier: ['suit', 'propose'], ailleurs: true },
  qui_suit: { dossier: ['suit'] },
  juridiction: { dossier: ['juridiction'] },
  qui_suit_ou_juridiction: { dossier: ['suit', 'juridiction'] },
  /** Also of the juridiction whose hearing decided, before anything of it stands in the dossier. */
  qui_suit_ou_audience: { dossier: ['suit', 'juridiction', 'audience'] },
  /**
   * Of whoever convokes: each entité, its own convocations and what is said to the person of them.
   */
  qui_suit_ou_convoque: { dossier: ['suit', 'juridiction', 'audience', 'recoit'] },
} as const satisfies Record<string, Ecriture>
export type AQui = keyof typeof ecritures
export const tousAQui = motsDe(ecritures)

const de = (aQui: AQui): Ecriture => ecritures[aQui]
export const estASoi = (aQui: AQui, qualite: Qualite): boolean =>
  de(aQui).dossier?.includes(qualite) ?? false
/** Can a write of this kind name a dossier, or name none? Checked when the command is declared. */
export const convient = (aQui: AQui, nommeUnDossier: boolean): boolean =>
  (nommeUnDossier ? de(aQui).dossier : de(aQui).ailleurs) !== undefined
