import { afficherJourCourt, age, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'

/**
 * A minor may be followed from 16: the youngest age that the courts' appointment tool admits
 * (terrain §1.1). Below, the PJJ.
 */
const AGE_MIN = 16

export const logements = {
  adresse: 'Une adresse',
  domiciliation: 'Une domiciliation',
  sans_domicile: 'Sans domicile',
  inconnu: 'Pas encore connu',
} as const
export const sexes = { F: 'Femme', M: 'Homme', X: 'Autre ou non déclaré' } as const
/**
 * A word that agrees with the sex that was declared; where none is known, the words that need none
 * (charte C1.1).
 */
export const selonLeSexe = <T>(sexe: string | null, mots: { F: T; M: T; inconnu: T }): T =>
  sexe === 'F' || sexe === 'M' ? mots[sexe] : mots.inconnu
/** « née le 12/03/1990 », « né le 12/03/1990 », or « naissance : 12/03/1990 ». */
export const naissanceDe = ({
  sexe,
  naissanceLe,
}: {
  sexe: string | null
  naissanceLe: Jour
}): string =>
  `${selonLeSexe(sexe, { F: 'née le', M: 'né le', inconnu: 'naissance :' })} ${afficherJourCourt(naissanceLe)}`
/**
 * Reasons to close a dossier: no measure left, or a person who is no longer followed (charte C1.1).
 */
export const motifsDeCloture = {
  fin_de_mesure: 'Fin de la dernière mesure',
  dessaisissement: 'Dessaisissement au profit d’une juridiction étrangère',
  deces: 'Décès',
  erreur: 'Dossier ouvert par erreur',
} as const

export const libelleDeCloture = (motif: string): string =>
  (motifsDeCloture as Record<string, string>)[motif] ?? motif

/**
 * A person who lives elsewhere may be followed elsewhere. A few communes have the postal code of
 * their neighbour: it is said, and decides nothing. Overseas codes name their département by three
 * digits; those of Corsica begin with 20.
 */
export function horsDuDepartement(codePostal: string | null, departement: string): boolean {
  if (!codePostal) return false
  return !codePostal.startsWith(/^2[AB]$/.test(departement) ? '20' : departement)
}

/** Format of a former APPI number: one dossier per number (charte C1.1; terrain §1.1). */
export const numeroAppiValide = (numero: string): boolean =>
  /^(200|201|202)\d{9}[A-Z]?$/.test(numero) || /^(199|200)\d{5}[A-Z]?$/.test(numero)

export function refusDeNaissance(naissanceLe: Jour, aujourdhui: Jour): Refusal[] {
  if (naissanceLe > aujourdhui)
    return [
      {
        code: 'naissance_future',
        champ: 'naissanceLe',
        message: 'La date de naissance est dans l’avenir.',
      },
    ]
  if (age(naissanceLe, aujourdhui) < AGE_MIN)
    return [
      {
        code: 'trop_jeune',
        champ: 'naissanceLe',
        message: `Cette personne a moins de ${AGE_MIN} ans : elle relève de la PJJ.`,
      },
    ]
  return []
}

/**
 * A prise en charge taken over from another tool began in the past (charte C9.1: the thread has
 * neither gap nor overlap).
 */
export const refusDeSuivi = (suiviDepuisLe: Jour | undefined, aujourdhui: Jour): Refusal[] =>
  suiviDepuisLe && suiviDepuisLe > aujourdhui
    ? [
        {
          code: 'suivi_futur',
          champ: 'suiviDepuisLe',
          message: 'Le début du suivi est dans l’avenir.',
        },
      ]
    : []

/**
 * As many look-alikes as `dossiers.homonymes` gives, the closest first: they are shown to those who
 * have no right to the dossier.
 */
export const HOMONYMES_MONTRES = 10
/**
 * One dossier per person for the whole country (charte C1.1): look-alikes are shown first, and
 * creating another is a choice.
 */
export const refusDeDoublon = (homonymes: number, confirme: boolean): Refusal[] =>
  homonymes > 0 && !confirme
    ? [
        {
          code: 'homonymes',
          message:
            'Cette personne a peut-être déjà un dossier : regardez la liste ci-dessous avant d’en ouvrir un autre.',
        },
      ]
    : []

type Detention = {
  etablissementId: string | null
  etablissementNom: string | null
  numeroEcrou: string | null
  ecroueLe: Jour | null
  sexe: string | null
}
/**
 * Detained or free is said from one place: the établissement of the sheet. A number that is not
 * known yet changes nothing (terrain §1.1).
 */
export const estDetenue = (i: Pick<Detention, 'etablissementId'>): boolean =>
  i.etablissementId !== null
export function direLaDetention(
  i: Pick<Detention, 'etablissementId' | 'etablissementNom' | 'sexe'>,
): string {
  if (!estDetenue(i)) return 'Libre'
  const detenu = selonLeSexe(i.sexe, { F: 'Détenue', M: 'Détenu', inconnu: 'En détention' })
  return `${detenu} : ${i.etablissementNom ?? 'établissement à préciser'}`
}
export const direLeDeces = ({ sexe }: Pick<Detention, 'sexe'>, le: Jour): string =>
  `${selonLeSexe(sexe, { F: 'Décédée', M: 'Décédé', inconnu: 'Personne décédée' })} le ${afficherJourCourt(le)}`
export const direLEcrou = (i: Pick<Detention, 'numeroEcrou' | 'ecroueLe'>): string =>
  [i.numeroEcrou ?? 'numéro à préciser', i.ecroueLe && `depuis le ${afficherJourCourt(i.ecroueLe)}`]
    .filter(Boolean)
    .join(', ')
/**
 * A prison number means nothing without its établissement (charte C1.1: one thread, milieu ouvert
 * and fermé).
 */
export const refusDEcrou = (
  numeroEcrou: string | undefined,
  etablissementId: string | undefined,
): Refusal[] =>
  numeroEcrou && !etablissementId
    ? [
        {
          code: 'ecrou_sans_etablissement',
          champ: 'etablissementId',
          message: 'Indiquez l’établissement où ce numéro d’écrou a été donné.',
        },
      ]
    : []

/** The kept dossier and the absorbed one differ, and neither is already merged (charte C1.1). */
export function refusDeFusionner(
  garde: { dossierId: string; fusionneDans: string | null },
  absorbe: { dossierId: string; fusionneDans: string | null; qualite: string } | undefined,
): Refusal[] {
  if (!absorbe)
    return [
      {
        code: 'absorbe_inconnu',
        champ: 'absorbeNumero',
        message: 'Aucun dossier de votre périmètre ne porte ce numéro.',
      },
    ]
  if (garde.dossierId === absorbe.dossierId)
    return [
      {
        code: 'meme_dossier',
        champ: 'absorbeNumero',
        message: 'C’est le numéro de ce dossier-ci.',
      },
    ]
  if (garde.fusionneDans || absorbe.fusionneDans)
    return [
      {
        code: 'deja_fusionne',
        champ: 'absorbeNumero',
        message: 'Ce dossier est déjà fusionné avec un autre.',
      },
    ]
  if (absorbe.qualite !== 'suit')
    return [
      {
        code: 'autre_service',
        champ: 'absorbeNumero',
        message:
          'Ce dossier n’est pas suivi par votre service : deux dossiers se fusionnent quand vous suivez les deux. Demandez d’abord son transfert.',
      },
    ]
  return []
}
