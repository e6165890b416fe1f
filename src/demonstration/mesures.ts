import {
  type CleNature,
  definitionDe,
  deroulement,
  estUneDecision,
  type MesureSuivie,
  obligationComplete,
  termeApres,
  transitionPrevue,
} from '../mesures/index.ts'
import { ajouterJours, ajouterMois, type Jour } from '../platform/date.ts'
import { jourOuvre, leDernier } from './jours.ts'
import { type Cas, type Contexte, instant, territoireDe } from './types.ts'

/**
 * What an invented decision says of a kind: within what the law allows, so that a demonstration
 * shows no impossible sentence.
 */
type Profil = {
  nature: CleNature
  mois: readonly number[]
  heures?: readonly number[]
  obligations?: true
}
const profils: readonly Profil[] = [
  { nature: 'sursis_probatoire', mois: [18, 24, 30, 36], obligations: true },
  { nature: 'sursis_probatoire', mois: [18, 24, 24, 36], obligations: true },
  { nature: 'sursis_probatoire', mois: [12, 24, 36], obligations: true },
  { nature: 'sursis_probatoire_renforce', mois: [24, 30, 36], obligations: true },
  { nature: 'tig', mois: [12, 18], heures: [35, 70, 105, 140, 210, 280] },
  { nature: 'tig', mois: [18], heures: [70, 105, 280, 350] },
  { nature: 'ddse', mois: [3, 4, 6] },
  { nature: 'suivi_socio_judiciaire', mois: [36, 48, 60] },
  { nature: 'liberation_conditionnelle', mois: [12, 18, 24], obligations: true },
  { nature: 'controle_judiciaire', mois: [12] },
  { nature: 'semi_liberte', mois: [6, 9] },
  { nature: 'stage', mois: [6] },
]
/**
 * What the invented decision says of its sentence, for the kinds where the law asks: it follows
 * from the duration, nothing more is drawn.
 */
const condamnation = (nature: CleNature, dureeMois: number) => {
  const sursis = nature === 'sursis_probatoire' || nature === 'sursis_probatoire_renforce'
  const entiere = nature === 'semi_liberte' ? dureeMois : null
  const recidive = nature === 'sursis_probatoire_renforce' && dureeMois === 36
  return {
    peine_mois: sursis ? dureeMois / 3 : entiere,
    recidive,
    ssj_encouru: recidive,
  }
}
const courants = ['1°', '2°', '3°', '5°'] as const

/** One or two measures of a dossier, their acts played by the same state machine as on screen. */
export function mesures(contexte: Contexte, cas: Cas): void {
  const { copie, h: hasard, le } = contexte
  const combien = hasard.chance(0.2) ? 2 : 1
  for (let i = 0; i < combien; i += 1) {
    const decisionLe = ajouterJours(cas.arriveLe, -hasard.entier(5, 60) + i * 200)
    if (decisionLe > le) break
    mesure(contexte, cas, jourOuvre(decisionLe, territoireDe(cas.service)))
  }
  if (hasard.chance(0.15))
    copie.ligne('mesures.piece', {
      dossier_id: cas.id,
      id: hasard.uuid(cas.ms),
      mesure_id: cas.mesureId,
      libelle: hasard.parmi([
        'Procès-verbal de notification',
        'Casier judiciaire B1',
        'Jugement ou décision',
      ]),
      attendue_de: 'greffe',
      demandee_le: cas.ouvertLe,
      recue_le: hasard.chance(0.5)
        ? jourOuvre(ajouterJours(cas.ouvertLe, 2), territoireDe(cas.service))
        : null,
    })
}

/** A kind and its duration, which suit the day when it began. */
function peineTiree({ h: hasard, le }: Contexte, cas: Cas, debutLe: Jour) {
  const possibles = profils.filter(
    personne =>
      cas.closLe || ajouterMois(debutLe, personne.mois.at(-1) ?? 0) > ajouterJours(le, -20),
  )
  const profil = hasard.parmi(possibles.length ? possibles : profils)
  // A measure that still runs has a duration that leads past today, where its kind allows one.
  const durees = profil.mois.filter(minutes => cas.closLe || ajouterMois(debutLe, minutes) > le)
  return { profil, dureeMois: hasard.parmi(durees.length ? durees : profil.mois) }
}

function mesure(contexte: Contexte, cas: Cas, decisionLe: Jour): void {
  const { copie, h: hasard } = contexte
  const id = hasard.uuid(cas.ms)
  const debutLe = jourOuvre(
    ajouterJours(decisionLe, hasard.entier(0, 10)),
    territoireDe(cas.service),
  )
  const { profil, dureeMois } = peineTiree(contexte, cas, debutLe)
  const finLe = ajouterMois(debutLe, dureeMois)
  const numeroParquet = `${decisionLe.slice(2, 4)}${String(hasard.entier(1, 364)).padStart(3, '0')}${String(hasard.entier(1, 999)).padStart(6, '0')}`
  copie.ligne('mesures.mesure', {
    dossier_id: cas.id,
    id,
    nature: profil.nature,
    juridiction_id: cas.tribunal.id,
    numero_parquet: numeroParquet,
    decision_le: decisionLe,
    debut_le: debutLe,
    fin_le: finLe,
    faits_le: hasard.chance(0.6) ? ajouterJours(decisionLe, -hasard.entier(20, 400)) : null,
    notifiee_le: hasard.chance(0.8) ? decisionLe : null,
    execution_provisoire: hasard.chance(0.4),
    duree_mois: dureeMois,
    heures: profil.heures ? hasard.parmi(profil.heures) : null,
    ...condamnation(profil.nature, dureeMois),
    saisie_par: cas.referent.id,
    saisie_a: instant(leDernier(cas.ouvertLe, decisionLe), '06:30'),
  })
  cas.mesureId ??= id
  const suivie: Cas['mesures'][number] = {
    id,
    numeroParquet,
    decisionLe,
    debutLe,
    finLe,
    finieLe: null,
  }
  cas.mesures.push(suivie)
  jouer(contexte, cas, suivie, {
    nature: profil.nature,
    referentiel: 'droit',
    decisionLe,
    debutLe,
    finInitialeLe: finLe,
    palier: null,
    actes: [],
  })
  if (profil.obligations) obligations(contexte, cas, suivie)
}

/** Some of those that courts pronounce most. */
function obligations(
  { copie, h: hasard }: Contexte,
  cas: Cas,
  { id: mesureId, decisionLe }: Cas['mesures'][number],
): void {
  for (const [rang, numero] of courants.entries())
    if (hasard.chance(0.5)) {
      const { article, libelle } = obligationComplete(
        { article: `CP 132-45, ${numero}` },
        decisionLe,
      )
      copie.ligne('mesures.obligation', {
        dossier_id: cas.id,
        id: hasard.uuid(cas.ms),
        mesure_id: mesureId,
        article,
        libelle,
        rang: rang + 1,
      })
    }
}

/**
 * Acts that begin a measure, then the one that ended it when its dossier is closed; what the
 * machine does not allow is not played.
 */
function jouer(
  contexte: Contexte,
  cas: Cas,
  suivie: Cas['mesures'][number],
  depart: MesureSuivie,
): void {
  const { h: hasard, le } = contexte
  let mesure = depart
  const faire = (acte: string, voulu: Jour, nouvelleFinLe?: Jour) => {
    // A term falls on any day; somebody decides the rest, at work.
    const jour = acte === 'fin_au_terme' ? voulu : jourOuvre(voulu, territoireDe(cas.service))
    const transition = jour > (cas.closLe ?? le) ? null : transitionPrevue(mesure, acte, jour)
    if (!transition || (transition.cause && !cas.closLe)) return false
    const saisi = {
      acte,
      le: jour,
      auteur: transition.auteurs[0] ?? 'spip',
      nouvelleFinLe,
    } as const
    const termeLe = termeApres(mesure, transition, saisi)
    if (transition.cause) suivie.finieLe = jour
    ligneDActe(contexte, cas, suivie, {
      ...saisi,
      rang: mesure.actes.length + 1,
      de: deroulement(mesure).etat,
      vers: transition.vers,
      termeLe,
      causeFin: transition.cause ?? null,
      decide: estUneDecision(transition, saisi.auteur),
      saisiLe: acte === 'fin_au_terme' ? (cas.closLe ?? jour) : jour,
    })
    mesure = {
      ...mesure,
      actes: [
        ...mesure.actes,
        { acte, vers: transition.vers, le: jour, termeLe, causeFin: transition.cause ?? null },
      ],
    }
    return true
  }
  const debut = mesure.debutLe
  if (!transitionPrevue(mesure, 'mise_a_execution', debut)?.cause) faire('mise_a_execution', debut)
  if (hasard.chance(0.75)) faire('affectation', ajouterJours(debut, hasard.entier(20, 90)))
  if (hasard.chance(0.7)) {
    faire('proposition_contenu', ajouterJours(debut, 75))
    faire('fixation_contenu', ajouterJours(debut, 110))
  }
  if (hasard.chance(0.04) && faire('suspension', ajouterJours(debut, 150)))
    faire('reprise', ajouterJours(debut, 150 + hasard.entier(20, 90)))
  if (cas.closLe) finir(mesure, faire, cas.closLe, hasard.chance(0.7))
}

/**
 * The end of a closed dossier: at the term once it is past, and on its day more often than not;
 * else by a decision that the kind knows.
 */
function finir(
  mesure: MesureSuivie,
  faire: (acte: string, le: Jour) => boolean,
  closLe: Jour,
  auTerme: boolean,
): void {
  const terme = deroulement(mesure).termeLe ?? closLe
  const jour = leDernier(closLe, mesure.actes.at(-1)?.le ?? mesure.debutLe)
  if ((terme < jour || (auTerme && terme === jour)) && faire('fin_au_terme', terme)) return
  for (const acte of [
    'fin_anticipee',
    'accomplissement',
    'execution',
    'mainlevee',
    'retrait',
    'cloture',
    'fin_au_terme',
  ])
    if (faire(acte, jour)) return
  const fin = definitionDe(mesure.nature)
    ?.machine.at(-1)
    ?.value.transitions.find(transition => transition.cause && transition.acte !== 'deces')
  if (fin) faire(fin.acte, jour)
}

type Acte = {
  rang: number
  acte: string
  de: string
  vers: string
  le: Jour
  auteur: string
  termeLe: Jour | null
  causeFin: string | null
  /** It is the decision of a juridiction. */
  decide: boolean
  saisiLe: Jour
}
const ligneDActe = (
  { copie, h: hasard }: Contexte,
  cas: Cas,
  suivie: Cas['mesures'][number],
  acte: Acte,
) =>
  copie.ligne('mesures.acte', {
    dossier_id: cas.id,
    id: hasard.uuid(cas.ms),
    mesure_id: suivie.id,
    rang: acte.rang,
    acte: acte.acte,
    de: acte.de,
    vers: acte.vers,
    le: acte.le,
    auteur: acte.auteur,
    terme_le: acte.termeLe,
    cause_fin: acte.causeFin,
    numero: acte.decide
      ? `${acte.le.slice(2, 4)}/${Number(suivie.numeroParquet.slice(-4)) + acte.rang}`
      : null,
    decision_le: acte.decide ? acte.le : null,
    decision_juridiction_id: acte.decide ? cas.tribunal.id : null,
    decision_vue: acte.decide,
    saisi_par: cas.referent.id,
    saisi_a: instant(acte.saisiLe, '06:45'),
  })
