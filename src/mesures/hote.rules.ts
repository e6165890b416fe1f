import { afficherJourCourt, type Jour } from '../platform/date.ts'
import { type Absence, inconnu, type Regle } from '../platform/law.ts'
import { motsDe } from '../platform/mots.ts'
import { minuscule } from '../platform/phrase.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Delai } from './definition.rules.ts'
import { ajouter } from './delai.rules.ts'
import { quantite } from './duree.rules.ts'
import { dureeLegaleHebdomadaire } from './referentiel/semaine.referentiel.ts'
import {
  avisSurHabilitation,
  avisSurPoste,
  cumulHebdomadaire,
  dureeDHabilitation,
  hotesAdmis,
  type TypeDHote,
} from './referentiel/tig-hotes.referentiel.ts'
import { citationCourte, citer, valeurOpposable, versionOpposable } from './regle.rules.ts'

// Where work of general interest may be done, and how much of it in a week (CP art. 131-8, R131-12
// to R131-25; CPén R623-1 to R623-16).

export const typesDHotes: Readonly<Record<TypeDHote, string>> = {
  public: 'Personne publique',
  mission_de_service_public: 'Personne privée chargée d’une mission de service public',
  association: 'Association',
  economie_sociale: 'Entreprise de l’économie sociale et solidaire',
  societe_a_mission: 'Société à mission',
}
/** « personne publique, association », within a sentence. */
const hotesEnMots = (types: readonly TypeDHote[]): string =>
  types.map(type => minuscule(typesDHotes[type])).join(', ')

/** A body that the law of the day does not name does not receive a person (CP art. 131-8). */
export function refusDHote(type: TypeDHote, le: Jour): Refusal[] {
  const admis = valeurOpposable(hotesAdmis.droit, le)
  if (!admis || admis.value.includes(type)) return []
  const message = `Ne peuvent accueillir que : ${hotesEnMots(admis.value)}.`
  return [{ code: 'hote_non_admis', champ: 'hote', message, source: citer(admis.source, le) }]
}
/**
 * A private body needs an habilitation that runs; its day not said refuses nothing (CP art.
 * R131-13).
 */
export function refusDHabilitation(
  donnees: { type: TypeDHote; habiliteeLe?: Jour | undefined },
  le: Jour,
): Refusal[] {
  const duree =
    donnees.habiliteeLe && valeurOpposable(dureeDHabilitation.droit, donnees.habiliteeLe)
  if (donnees.type === 'public' || !donnees.habiliteeLe || !duree) return []
  const source = citer(duree.source, le)
  if (le < donnees.habiliteeLe)
    return [
      {
        code: 'habilitation_a_venir',
        champ: 'habiliteeLe',
        message: 'Cette habilitation n’a pas commencé.',
        source,
      },
    ]
  const fin = ajouter(donnees.habiliteeLe, duree.value)
  if (le < fin) return []
  return [
    {
      code: 'habilitation_echue',
      champ: 'habiliteeLe',
      message: `Cette habilitation a pris fin le ${afficherJourCourt(fin)}.`,
      source,
    },
  ]
}

/**
 * How long the opinions have, on a request of that day; `inconnu` where nobody read it,
 * `nExistePas` where the law was read and gives none.
 */
export function delaiDesAvis(le: Jour): { habilitation: Delai | Absence; poste: Delai | Absence } {
  const de = (regle: Regle<Delai>) => versionOpposable(regle.droit, le)?.value ?? inconnu
  return { habilitation: de(avisSurHabilitation), poste: de(avisSurPoste) }
}
/**
 * Before the opinions are given, or their time is over, nothing is decided (CP art. R131-13,
 * R131-19).
 */
export function refusDeDecider(donnees: {
  quoi: 'habilitation' | 'poste'
  communiqueeLe: Jour
  avisRendus: boolean
  le: Jour
}): Refusal[] {
  const delai = valeurOpposable(
    (donnees.quoi === 'poste' ? avisSurPoste : avisSurHabilitation).droit,
    donnees.communiqueeLe,
  )
  const ouvre = delai && ajouter(donnees.communiqueeLe, delai.value)
  if (!delai || !ouvre || donnees.avisRendus || donnees.le >= ouvre) return []
  const message = `Les avis ont jusqu’au ${afficherJourCourt(ouvre)} : décidez à leur réception, ou ce jour-là au plus tôt.`
  return [{ code: 'avis_attendus', champ: 'le', message, source: citer(delai.source, donnees.le) }]
}

/**
 * Hours of a week, work and TIG together, for who has a paid activity; null where one of the two
 * numbers was not read.
 */
export function plafondDeSemaine(le: Jour) {
  const [legale, enPlus] = [
    valeurOpposable(dureeLegaleHebdomadaire.droit, le),
    valeurOpposable(cumulHebdomadaire.droit, le),
  ]
  return legale && enPlus
    ? {
        heures: legale.value + enPlus.value,
        legale: legale.value,
        enPlus: enPlus.value,
        source: enPlus.source,
      }
    : null
}
/**
 * A week of paid work and of TIG does not go more than twelve hours beyond the legal week (CP art.
 * R131-25, CPén R623-16).
 */
export function refusDeSemaine(donnees: {
  heuresTig: number
  heuresDeTravail: number
  le: Jour
}): Refusal[] {
  const plafond = plafondDeSemaine(donnees.le)
  const total = donnees.heuresTig + donnees.heuresDeTravail
  if (!plafond || donnees.heuresDeTravail <= 0 || total <= plafond.heures) return []
  const message = `${total} heures dans la semaine, emploi et travail d’intérêt général ensemble : ${plafond.heures} au plus (${plafond.legale} et ${plafond.enPlus}).`
  return [
    {
      code: 'semaine_trop_longue',
      champ: 'tigParSemaine',
      message,
      source: citer(plafond.source, donnees.le),
    },
  ]
}

/** Acts that assign a work of general interest: where it is done, and how much of it in a week. */
export const estUneAffectation = (nature: string, acte: string): boolean =>
  (nature === 'tig' || nature === 'sursis_tig') &&
  ['affectation', 'modification', 'nouvelle_affectation'].includes(acte)
/** What such an act says; each is optional. */
export type Affectation = {
  hote?: TypeDHote | undefined
  habiliteeLe?: Jour | undefined
  tigParSemaine?: number | undefined
  emploiParSemaine?: number | undefined
}
export const clesDHotes = motsDe(typesDHotes)
/**
 * An affectation that the law of its day does not allow: who receives, under which habilitation,
 * for which week (CP art. 131-8, R131-13; CPén R623-16).
 */
export const refusDAffectation = (
  { hote, habiliteeLe, tigParSemaine, emploiParSemaine }: Affectation,
  le: Jour,
): Refusal[] => [
  ...(hote
    ? [...refusDHote(hote, le), ...refusDHabilitation({ type: hote, habiliteeLe }, le)]
    : []),
  ...(tigParSemaine === undefined
    ? []
    : refusDeSemaine({ heuresTig: tigParSemaine, heuresDeTravail: emploiParSemaine ?? 0, le })),
]
type AffectationEcrite = {
  hote: TypeDHote | null
  hoteHabiliteLe: Jour | null
  tigParSemaine: number | null
  emploiParSemaine: number | null
}
export const affectationEcrite = ({
  hote,
  habiliteeLe,
  tigParSemaine,
  emploiParSemaine,
}: Affectation): AffectationEcrite => ({
  hote: hote ?? null,
  hoteHabiliteLe: habiliteeLe ?? null,
  tigParSemaine: tigParSemaine ?? null,
  emploiParSemaine: emploiParSemaine ?? null,
})
/**
 * « Association, habilitée le 01/06/2022. 12 heures par semaine, 35 heures d’emploi. » ; empty
 * where nothing was said.
 */
export function affectationEnMots({
  hote,
  hoteHabiliteLe,
  tigParSemaine,
  emploiParSemaine,
}: AffectationEcrite): string {
  const heures = (nombre: number, de = '') => `${quantite(nombre, 'heures')}${de}`
  const structure = [
    ...(hote ? [typesDHotes[hote] ?? hote] : []),
    ...(hoteHabiliteLe ? [`habilitation du ${afficherJourCourt(hoteHabiliteLe)}`] : []),
  ]
  const semaine = [
    ...(tigParSemaine === null ? [] : [heures(tigParSemaine, ' par semaine')]),
    ...(emploiParSemaine === null ? [] : [heures(emploiParSemaine, ' d’emploi')]),
  ]
  return [structure, semaine]
    .filter(mots => mots.length > 0)
    .map(mots => `${mots.join(', ')}.`)
    .join(' ')
}

/** What is read where a TIG is recorded or assigned: who may receive, and how much a week holds. */
export function mentionsDuTravail(le: Jour): string[] {
  const [admis, plafond] = [valeurOpposable(hotesAdmis.droit, le), plafondDeSemaine(le)]
  return [
    ...(admis
      ? [`Peuvent accueillir : ${hotesEnMots(admis.value)} (${citationCourte(admis.source, le)}).`]
      : []),
    ...(plafond
      ? [
          `Avec un emploi : ${plafond.heures} heures par semaine au plus, emploi et travail d’intérêt général ensemble (${citationCourte(plafond.source, le)}).`,
        ]
      : []),
  ]
}
