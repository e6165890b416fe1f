import {
  type ActeSaisi,
  type CleNature,
  calculer,
  type Dossier,
  type Faits,
  type MesureSuivie,
  referentiel,
  refusDActe,
  refusDansLeDossier,
  refusDExecuter,
  refusDeMesure,
  refusDeSemaine,
  refusDHote,
  type Saisie,
  termeApres,
  transitionDe,
} from '../mesures/index.ts'
import {
  afficherJour,
  estJour,
  type Jour,
  prochainJourOuvre,
  type Territoire,
} from '../platform/date.ts'
import { estInconnue } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'

/**
 * What is asked of the law: to record a measure, to do an act, the day of a duty, what a rule says,
 * a last day that is no working day.
 */
export type Demande =
  | ({ quoi: 'mesure'; dossier?: Partial<Dossier> } & Omit<Saisie, 'debutLe'> & { debutLe?: Jour })
  | ({
      quoi: 'acte'
      nature: CleNature
      decisionLe: Jour
      termeLe?: Jour
      avant?: readonly (readonly [string, Jour])[]
    } & ActeSaisi)
  | ({ quoi: 'echeance'; nature: CleNature; decisionLe: Jour; cle: string } & Partial<Faits>)
  | ({ quoi: 'execution' } & Parameters<typeof refusDExecuter>[0])
  | { quoi: 'hote'; type: Parameters<typeof refusDHote>[0]; le: Jour }
  | ({ quoi: 'semaine' } & Parameters<typeof refusDeSemaine>[0])
  | { quoi: 'regle'; id: string; le: Jour }
  | { quoi: 'jour'; le: Jour; territoire: Territoire }

/**
 * A case of law, as a jurist writes it: facts and question in French, the same for the machine, the
 * answer, and the sentence that gives it.
 */
export type Cas = {
  source: string
  faits: string
  question: string
  demande: Demande
  /**
   * « permis », the code of a refusal, a day, or words of the rule; « n’existe pas » and « inconnu
   * » are answers too.
   */
  reponse: string
}

/** Cases about one subject. */
export type PartieDeCas = { titre: string; cas: readonly Cas[] }

export const PERMIS = 'permis'
/** An answer, and what is said with it: why it is refused. */
export type Reponse = { dite: string; pourquoi: string }
const refusEnReponse = ([premier]: readonly Refusal[]): Reponse =>
  premier
    ? {
        dite: premier.code,
        pourquoi: premier.source
          ? `${premier.message} (${premier.source.texte}, art. ${premier.source.article})`
          : premier.message,
      }
    : { dite: PERMIS, pourquoi: '' }

/** A measure of that day, after the acts that the case tells: each must have been possible. */
function mesureDuCas({
  nature,
  decisionLe,
  termeLe,
  avant = [],
}: Demande & { quoi: 'acte' }): MesureSuivie {
  const finInitialeLe = termeLe ?? null
  let mesure: MesureSuivie = {
    nature,
    referentiel: 'droit',
    decisionLe,
    debutLe: decisionLe,
    finInitialeLe,
    palier: null,
    actes: [],
  }
  for (const [acte, le] of avant) {
    const transition = transitionDe(mesure, acte, le)
    if (!transition) throw new Error(`l’acte « ${acte} » n’est pas possible le ${le}`)
    const nouveauTerme = termeApres(mesure, transition, {
      acte,
      le,
      auteur: transition.auteurs[0] ?? 'loi',
    })
    mesure = {
      ...mesure,
      actes: [
        ...mesure.actes,
        {
          acte,
          vers: transition.vers,
          le,
          termeLe: nouveauTerme,
          causeFin: transition.cause ?? null,
        },
      ],
    }
  }
  return mesure
}

/**
 * A measure of one decision, beside what its dossier already has: all of it from one court, without
 * a number that would tell two decisions apart.
 */
function refusDuCas({ quoi: _, dossier = {}, ...saisie }: Demande & { quoi: 'mesure' }): Refusal[] {
  const complet = { naissanceLe: null, autres: [], ...dossier }
  return [
    ...refusDeMesure({ debutLe: saisie.decisionLe, ...saisie }),
    ...refusDansLeDossier({ ...saisie, juridictionId: TRIBUNAL }, complet),
  ]
}
/** The court of every case: none is about two courts. */
export const TRIBUNAL = 'le tribunal du cas'

const rien: Pick<
  Faits,
  | 'faitsLe'
  | 'notifieeLe'
  | 'executionProvisoire'
  | 'termeLe'
  | 'finieLe'
  | 'actes'
  | 'convocations'
  | 'rapports'
> = {
  faitsLe: null,
  notifieeLe: null,
  executionProvisoire: false,
  termeLe: null,
  finieLe: null,
  actes: [],
  convocations: [],
  rapports: [],
}
function jourDuDevoir({ quoi: _, cle, ...reste }: Demande & { quoi: 'echeance' }): Reponse {
  const calcul = calculer(
    { ...rien, referentiel: 'droit', debutLe: reste.decisionLe, territoire: 'metropole', ...reste },
    true,
  )
  const echeance = calcul.echeances.findLast(e => e.cle === cle)
  if (echeance)
    return {
      dite: echeance.le,
      pourquoi:
        calcul.explications.findLast(explication => explication.cle === cle)?.pourquoi.join(' ') ??
        '',
    }
  if (calcul.inconnues.some(i => i.cle === cle)) return { dite: 'inconnu', pourquoi: '' }
  const sans = calcul.sansDelai.find(sansDelai => sansDelai.cle === cle)
  if (sans) return { dite: 'aucun délai', pourquoi: `${sans.parceQue} (${sans.citation})` }
  return {
    dite: calcul.attentes.some(attente => attente.cle === cle) ? 'attend' : 'aucun délai',
    pourquoi: '',
  }
}
function motsDeLaRegle(id: string, le: Jour): Reponse {
  const entree = referentiel.recueil.find(e => e.id === id)
  if (!entree) throw new Error(`la règle « ${id} » n’est pas au référentiel`)
  const ici = referentiel.versionConnue(entree.droit, le)
  if (!ici || estInconnue(ici.value)) return { dite: 'inconnu', pourquoi: '' }
  return { dite: referentiel.enMots(ici.value).join(' ; ') || 'n’existe pas', pourquoi: '' }
}

/**
 * What the software answers to a case, from the law that it applies (art. cited by each case);
 * `aujourdhui` only says what is still to come.
 */
export function repondre(demande: Demande, aujourdhui: Jour): Reponse {
  if (demande.quoi === 'mesure') return refusEnReponse(refusDuCas(demande))
  if (demande.quoi === 'acte')
    return refusEnReponse(refusDActe(mesureDuCas(demande), demande, aujourdhui))
  if (demande.quoi === 'execution') return refusEnReponse(refusDExecuter(demande))
  if (demande.quoi === 'hote') return refusEnReponse(refusDHote(demande.type, demande.le))
  if (demande.quoi === 'semaine') return refusEnReponse(refusDeSemaine(demande))
  if (demande.quoi === 'echeance') return jourDuDevoir(demande)
  if (demande.quoi === 'regle') return motsDeLaRegle(demande.id, demande.le)
  return { dite: prochainJourOuvre(demande.le, demande.territoire), pourquoi: '' }
}

/** An answer as a reader sees it. */
export function reponseEnMots(dite: string, { quoi }: Demande): string {
  if (estJour(dite)) return afficherJour(dite)
  if (quoi === 'echeance' || quoi === 'regle' || quoi === 'jour') return dite
  return dite === PERMIS ? 'Permis' : 'Refusé'
}
