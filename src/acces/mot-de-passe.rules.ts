import type { Refusal } from '../platform/refusal.ts'

export const LONGUEUR_MIN = 12
export const LONGUEUR_MAX = 200
/**
 * Tries of one account within the window before it waits. Not legal values: choices of ours, in
 * docs/adr/0049.
 */
export const ECHECS_MAX = 8
/**
 * Different accounts tried from one address within the window before it waits: a whole site is
 * behind one address.
 */
export const COMPTES_PAR_ADRESSE_MAX = 60
export const FENETRE_MINUTES = 15
/**
 * Guesses that a password must resist, as a power of ten (zxcvbn): with Argon2id, months of a
 * machine for one account.
 */
export const FORCE_MIN = 10

/** Who takes the password: what names them is tried first by who knows them. */
export type Titulaire = { identifiant: string; nom: string; prenom: string; entiteNom: string }
/**
 * The product, and what its demonstration and its manuals say: everybody who knows the product
 * knows them.
 */
const MOTS_DU_PRODUIT = [
  'fil-rouge',
  'fil rouge',
  'filrouge',
  'fil_rouge',
  'fil.rouge',
  'demonstration',
  'probation',
]
const plat = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const MOT_PERSONNEL_MIN = 4
/** The words of a name, an identifier or a service that are long enough to be meant. */
export const motsPersonnels = ({ identifiant, nom, prenom, entiteNom }: Titulaire): string[] =>
  [
    identifiant.split('@')[0] ?? '',
    ...[identifiant.split('@')[0] ?? '', nom, prenom, entiteNom].flatMap(texte =>
      texte.split(/[^\p{L}\p{N}]+/u),
    ),
  ]
    .map(plat)
    .filter(mot => mot.length >= MOT_PERSONNEL_MIN)

/**
 * A whole word, digits beside it or not: « rhin » is not in « rhinocéros », it is in « Rhin67 ».
 * What is glued is left to the force.
 */
const dit = (motDePasse: string, mot: string) =>
  new RegExp(
    `(?<!\\p{L})${mot.replace(/[^\p{L}\p{N}]/gu, signe => `\\u{${signe.codePointAt(0)?.toString(16)}}`)}(?!\\p{L})`,
    'u',
  ).test(motDePasse)

const refuser = (code: string, message: string): Refusal[] => [
  { code, champ: 'motDePasse', message },
]
/**
 * A long phrase is better than a short riddle: length, and nothing that names who takes it (ADR
 * 0007, 0049).
 */
export function refusDuMotDePasse(motDePasse: string, qui: Titulaire): Refusal[] {
  if (motDePasse.length < LONGUEUR_MIN)
    return refuser(
      'trop_court',
      `Le mot de passe a au moins ${LONGUEUR_MIN} caractères : une phrase convient bien.`,
    )
  if (motDePasse.length > LONGUEUR_MAX)
    return refuser('trop_long', `Le mot de passe a au plus ${LONGUEUR_MAX} caractères.`)
  const dedans = plat(motDePasse)
  const personnel = motsPersonnels(qui).find(mot => dit(dedans, mot))
  if (personnel !== undefined)
    return refuser(
      'mot_personnel',
      `Retirez « ${personnel} » : le mot de passe ne contient ni votre identifiant, ni votre nom, ni votre prénom, ni un mot du nom de votre service. Ce sont les premiers que l’on essaie.`,
    )
  if (MOTS_DU_PRODUIT.some(mot => dedans.includes(mot)))
    return refuser(
      'mot_du_produit',
      'Le mot de passe ne contient ni « Fil rouge », ni « démonstration », ni « probation » : qui connaît ce logiciel les essaie d’abord.',
    )
  return []
}

/**
 * Asked once the present one is known to be right: whoever changes it means that somebody may know
 * it.
 */
export const refusDuMeme = (nouveau: string, actuel: string): Refusal[] =>
  nouveau === actuel
    ? refuser('meme_mot_de_passe', 'C’est votre mot de passe actuel : choisissez-en un autre.')
    : []

/**
 * What everybody chooses is tried first, however long: known passwords, runs of keys, dates,
 * repetitions (ADR 0049).
 */
export const refusDeForce = (essais: number): Refusal[] =>
  essais >= FORCE_MIN
    ? []
    : refuser(
        'se_devine',
        'Ce mot de passe se devine vite : il tient d’un mot de passe connu, d’une suite de touches, d’une date ou d’une répétition. Prenez quatre mots sans rapport entre eux, séparés par des espaces.',
      )

/**
 * How long ago the try that fills the measure was made, in seconds: of the account, of the address;
 * null when it is not full.
 */
export type TropDEssais = { compte: number | null; adresse: number | null }
const minutesAAttendre = (depuis: number) =>
  Math.max(1, Math.ceil((FENETRE_MINUTES * 60 - depuis) / 60))
const attendre = (depuis: number) => `Attendez ${minutesAAttendre(depuis)} min`

/**
 * Too many tries: the account waits, whether the password is right or not, so that guessing teaches
 * nothing (ADR 0007, 0049).
 */
export function refusDEssayer({ compte, adresse }: TropDEssais): Refusal[] {
  if (compte !== null)
    return [
      {
        code: 'trop_d_essais',
        message: `Trop d’essais pour ce compte. ${attendre(compte)}, ou demandez à votre administrateur.`,
      },
    ]
  if (adresse !== null)
    return [
      {
        code: 'trop_de_comptes',
        message: `Trop de comptes différents ont été essayés depuis ce réseau. ${attendre(adresse)}, puis recommencez.`,
      },
    ]
  return []
}

/** One's own slip or two are known to whoever made them; more may be somebody else's (ADR 0049). */
const ESSAIS_A_DIRE = 3
/**
 * What whoever signs in reads of those who tried before them, from their last sign-in; null where
 * there is nothing to say.
 */
export function essaisADire({
  refuses,
  derniere,
}: {
  refuses: number
  derniere: string | null
}): string | null {
  if (refuses < ESSAIS_A_DIRE) return null
  const depuis = derniere
    ? `depuis votre dernière connexion, le ${derniere}`
    : 'avant votre première connexion'
  return `${refuses} essais refusés ${depuis}. Si ce n’était pas vous, changez votre mot de passe et prévenez votre administrateur.`
}
