import type { Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'

export const sources = {
  import: 'fichier importé',
  main: 'saisie',
  demonstration: 'démonstration',
} as const
/**
 * What is said of a commune without a line: nobody guesses a competence (charte C3.2: no
 * territorial inequality hidden).
 */
export const NON_RENSEIGNE = 'non renseigné : choisissez le service'

/**
 * Same word whatever its case, accents and punctuation; « St » and « Ste » are « Saint » and «
 * Sainte ».
 */
export const cleDe = (texte: string): string =>
  texte
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/\bst(e?)\b/g, 'saint$1')

type Acteur = { fonction: string; serviceId: string | null }
type Ligne = { departement: string; serviceId: string }
type Service = { serviceId: string; departement: string }

/**
 * A DFSPIP keeps the ressort of their own service, in its département; the administrator, all of it
 * (charte C1.6: means made visible).
 */
export function refusDeTenirLeRessort(
  acteur: Acteur,
  ligne: Ligne,
  sien: Service | undefined,
  actuel: string | null,
): Refusal[] {
  if (acteur.fonction === 'administrateur') return []
  if (!sien || ligne.departement !== sien.departement)
    return [
      {
        code: 'autre_departement',
        message: 'Cette commune n’est pas de votre département : demandez à l’administrateur.',
        champ: 'serviceId',
      },
    ]
  if (ligne.serviceId !== sien.serviceId || (actuel !== null && actuel !== sien.serviceId))
    return [
      {
        code: 'autre_service',
        message: 'Cette commune est celle d’un autre service : demandez à l’administrateur.',
        champ: 'serviceId',
      },
    ]
  return []
}

/**
 * The antenne of a commune is one of the competent service, and is open (charte C3.3: nobody is
 * sent to a closed door).
 */
export const refusDAntenne = (
  antenne: { serviceId: string; fermeeLe: Jour | null } | undefined,
  serviceId: string,
  aujourdhui: Jour,
): Refusal[] =>
  antenne === undefined ||
  (antenne.serviceId === serviceId && (antenne.fermeeLe === null || antenne.fermeeLe > aujourdhui))
    ? []
    : [
        {
          code: 'antenne_ailleurs',
          message: 'Cette antenne n’est pas de ce service, ou elle est fermée.',
          champ: 'antenneId',
        },
      ]

/**
 * A file with a fault writes nothing: a ressort half written would send people to the wrong service
 * (charte C3.2).
 */
export function refusDEcrire(lignes: { fautes: string[] }[], dejaEcrit: boolean): Refusal[] {
  if (dejaEcrit) return [{ code: 'deja_ecrit', message: 'Ce fichier est déjà écrit.' }]
  const fautives = lignes.filter(ligne => ligne.fautes.length > 0).length
  return fautives > 0
    ? [
        {
          code: 'lignes_fautives',
          message: `${fautives} ligne${fautives > 1 ? 's' : ''} à corriger : rien n’est écrit tant qu’il en reste. Corrigez le fichier, puis déposez-le de nouveau.`,
        },
      ]
    : []
}

export const colonnes = ['code_commune', 'service', 'juridiction', 'antenne'] as const
export type Colonne = (typeof colonnes)[number]
export type LigneLue = { numero: number; cellules: Partial<Record<Colonne, string>>; trop: boolean }
export type LigneExaminee = {
  numero: number
  communeCode: string
  communeNom: string
  departement: string
  serviceId: string
  antenneId: string | null
  juridictionId: string | null
  dit: string
  effet: 'nouvelle' | 'change' | 'identique' | null
  fautes: string[]
}
type Nomme = { id: string; nom: string }
export type Annuaire = {
  services: (Nomme & { departement: string })[]
  antennes: (Nomme & { serviceId: string; fermeeLe: Jour | null })[]
  juridictions: Nomme[]
  commune(code: string): { nom: string; departement: string } | undefined
  actuels: Map<
    string,
    { serviceId: string; antenneId: string | null; juridictionId: string | null }
  >
  aujourdhui: Jour
}

type Reconnue = {
  commune: ReturnType<Annuaire['commune']>
  service: Annuaire['services'][number] | undefined
  antenne: Annuaire['antennes'][number] | undefined
  juridiction: Nomme | undefined
  sien: Annuaire['services'][number] | undefined
  actuel: string | null
  /** The line that already speaks of this commune. */
  premiere: number | undefined
}
/** What is wrong with a line, once its words are looked up in the directory. */
function fautesDe(
  { cellules, trop }: LigneLue,
  { commune, service, antenne, juridiction, sien, actuel, premiere }: Reconnue,
  acteur: Acteur,
  aujourdhui: Jour,
): string[] {
  return [
    ...(trop
      ? ['Cette ligne a plus de cellules que de colonnes : un séparateur est de trop.']
      : []),
    ...(commune
      ? []
      : [`« ${cellules.code_commune ?? ''} » n’est pas le code INSEE d’une commune.`]),
    ...(premiere === undefined ? [] : [`Cette commune est déjà à la ligne ${premiere}.`]),
    ...(service ? [] : [`Aucun service de l’annuaire ne s’appelle « ${cellules.service ?? ''} ».`]),
    ...(juridiction || !cellules.juridiction
      ? []
      : [`Aucune juridiction de l’annuaire ne s’appelle « ${cellules.juridiction} ».`]),
    ...(antenne || !cellules.antenne || !service
      ? []
      : [`${service.nom} n’a pas d’antenne « ${cellules.antenne} ».`]),
    ...(commune && service
      ? [
          ...refusDeTenirLeRessort(
            acteur,
            { departement: commune.departement, serviceId: service.id },
            sien && { serviceId: sien.id, departement: sien.departement },
            actuel,
          ),
          ...refusDAntenne(antenne, service.id, aujourdhui),
        ].map(refus => refus.message)
      : []),
  ]
}

/**
 * What each line of a file would write, or what is wrong with it: names are those of the directory,
 * never guessed (charte C3.2).
 */
export function examinerLignes(
  lignes: LigneLue[],
  annuaire: Annuaire,
  acteur: Acteur,
): LigneExaminee[] {
  const vues = new Map<string, number>()
  const nommes = <T extends Nomme>(liste: T[]) => new Map(liste.map(x => [cleDe(x.nom), x]))
  const index = { services: nommes(annuaire.services), juridictions: nommes(annuaire.juridictions) }
  const sien = annuaire.services.find(service => service.id === acteur.serviceId)
  return lignes.map(({ numero, cellules, trop }) => {
    const communeCode = (cellules.code_commune ?? '').toUpperCase().padStart(5, '0')
    const commune = annuaire.commune(communeCode)
    const service = index.services.get(cleDe(cellules.service ?? ''))
    const juridiction = cellules.juridiction
      ? index.juridictions.get(cleDe(cellules.juridiction))
      : undefined
    const antenne = annuaire.antennes.find(
      antenneLue =>
        antenneLue.serviceId === service?.id &&
        cleDe(antenneLue.nom) === cleDe(cellules.antenne ?? ''),
    )
    const avant = annuaire.actuels.get(communeCode)
    const premiere = vues.get(communeCode)
    vues.set(communeCode, premiere ?? numero)
    const fautes = fautesDe(
      { numero, cellules, trop },
      {
        commune,
        service,
        antenne,
        juridiction,
        sien,
        actuel: avant?.serviceId ?? null,
        premiere,
      },
      acteur,
      annuaire.aujourdhui,
    )
    const valeurs = {
      serviceId: service?.id ?? '',
      antenneId: antenne?.id ?? null,
      juridictionId: juridiction?.id ?? null,
    }
    return {
      numero,
      communeCode,
      communeNom: commune?.nom ?? '',
      departement: commune?.departement ?? '',
      ...valeurs,
      dit: [cellules.service, cellules.antenne, cellules.juridiction].filter(Boolean).join(' · '),
      effet: fautes.length > 0 ? null : effetDe(avant, valeurs),
      fautes,
    }
  })
}
type Valeurs = { serviceId: string; antenneId: string | null; juridictionId: string | null }
const effetDe = (avant: Valeurs | undefined, valeurs: Valeurs) => {
  if (avant === undefined) return 'nouvelle'
  return memes(avant, valeurs) ? 'identique' : 'change'
}
const memes = (valeurs: Valeurs, autre: Valeurs) =>
  valeurs.serviceId === autre.serviceId &&
  valeurs.antenneId === autre.antenneId &&
  valeurs.juridictionId === autre.juridictionId
