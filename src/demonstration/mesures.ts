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

/** What an invented decision says of a kind: within what the law allows, so that a demonstration shows no impossible sentence. */
type Profil = { nature: CleNature; mois: readonly number[]; heures?: readonly number[]; obligations?: true }
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
/** What the invented decision says of its sentence, for the kinds where the law asks: it follows from the duration, nothing more is drawn. */
const condamnation = (nature: CleNature, dureeMois: number) => {
  const sursis = nature === 'sursis_probatoire' || nature === 'sursis_probatoire_renforce'
  const recidive = nature === 'sursis_probatoire_renforce' && dureeMois === 36
  return {
    peine_mois: sursis ? dureeMois / 3 : nature === 'semi_liberte' ? dureeMois : null,
    recidive,
    ssj_encouru: recidive,
  }
}
const courants = ['1°', '2°', '3°', '5°'] as const

/** One or two measures of a dossier, their acts played by the same state machine as on screen. */
export function mesures(c: Contexte, cas: Cas): void {
  const { copie, h, le } = c
  const combien = h.chance(0.2) ? 2 : 1
  for (let i = 0; i < combien; i += 1) {
    const decisionLe = ajouterJours(cas.arriveLe, -h.entier(5, 60) + i * 200)
    if (decisionLe > le) break
    mesure(c, cas, jourOuvre(decisionLe, territoireDe(cas.service)))
  }
  if (h.chance(0.15))
    copie.ligne('mesures.piece', {
      dossier_id: cas.id,
      id: h.uuid(cas.ms),
      mesure_id: cas.mesureId,
      libelle: h.parmi(['Procès-verbal de notification', 'Casier judiciaire B1', 'Jugement ou décision']),
      attendue_de: 'greffe',
      demandee_le: cas.ouvertLe,
      recue_le: h.chance(0.5) ? jourOuvre(ajouterJours(cas.ouvertLe, 2), territoireDe(cas.service)) : null,
    })
}

function mesure(c: Contexte, cas: Cas, decisionLe: Jour): void {
  const { copie, h, le } = c
  const id = h.uuid(cas.ms)
  const debutLe = jourOuvre(ajouterJours(decisionLe, h.entier(0, 10)), territoireDe(cas.service))
  const possibles = profils.filter(p => cas.closLe || ajouterMois(debutLe, p.mois.at(-1) ?? 0) > ajouterJours(le, -20))
  const profil = h.parmi(possibles.length ? possibles : profils)
  // A measure that still runs has a duration that leads past today, where its kind allows one.
  const durees = profil.mois.filter(m => cas.closLe || ajouterMois(debutLe, m) > le)
  const dureeMois = h.parmi(durees.length ? durees : profil.mois)
  const finLe = ajouterMois(debutLe, dureeMois)
  const numeroParquet = `${decisionLe.slice(2, 4)}${String(h.entier(1, 364)).padStart(3, '0')}${String(h.entier(1, 999)).padStart(6, '0')}`
  copie.ligne('mesures.mesure', {
    dossier_id: cas.id,
    id,
    nature: profil.nature,
    juridiction_id: cas.tribunal.id,
    numero_parquet: numeroParquet,
    decision_le: decisionLe,
    debut_le: debutLe,
    fin_le: finLe,
    faits_le: h.chance(0.6) ? ajouterJours(decisionLe, -h.entier(20, 400)) : null,
    notifiee_le: h.chance(0.8) ? decisionLe : null,
    execution_provisoire: h.chance(0.4),
    duree_mois: dureeMois,
    heures: profil.heures ? h.parmi(profil.heures) : null,
    ...condamnation(profil.nature, dureeMois),
    saisie_par: cas.referent.id,
    saisie_a: instant(leDernier(cas.ouvertLe, decisionLe), '06:30'),
  })
  cas.mesureId ??= id
  const suivie: Cas['mesures'][number] = { id, numeroParquet, decisionLe, debutLe, finLe, finieLe: null }
  cas.mesures.push(suivie)
  jouer(c, cas, suivie, { nature: profil.nature, referentiel: 'droit', decisionLe, debutLe, finInitialeLe: finLe, palier: null, actes: [] })
  if (profil.obligations)
    for (const [rang, numero] of courants.entries())
      if (h.chance(0.5)) {
        const { article, libelle } = obligationComplete({ article: `CP 132-45, ${numero}` }, decisionLe)
        copie.ligne('mesures.obligation', { dossier_id: cas.id, id: h.uuid(cas.ms), mesure_id: id, article, libelle, rang: rang + 1 })
      }
}

/** Acts that begin a measure, then the one that ended it when its dossier is closed; what the machine does not allow is not played. */
function jouer(c: Contexte, cas: Cas, suivie: Cas['mesures'][number], depart: MesureSuivie): void {
  const { h, le } = c
  let m = depart
  const faire = (acte: string, voulu: Jour, nouvelleFinLe?: Jour) => {
    // A term falls on any day; somebody decides the rest, at work.
    const jour = acte === 'fin_au_terme' ? voulu : jourOuvre(voulu, territoireDe(cas.service))
    const t = jour > (cas.closLe ?? le) ? null : transitionPrevue(m, acte, jour)
    if (!t || (t.cause && !cas.closLe)) return false
    const saisi = { acte, le: jour, auteur: t.auteurs[0] ?? 'spip', nouvelleFinLe } as const
    const termeLe = termeApres(m, t, saisi)
    if (t.cause) suivie.finieLe = jour
    ligneDActe(c, cas, suivie, {
      ...saisi,
      rang: m.actes.length + 1,
      de: deroulement(m).etat,
      vers: t.vers,
      termeLe,
      causeFin: t.cause ?? null,
      decide: estUneDecision(t, saisi.auteur),
      saisiLe: acte === 'fin_au_terme' ? (cas.closLe ?? jour) : jour,
    })
    m = { ...m, actes: [...m.actes, { acte, vers: t.vers, le: jour, termeLe, causeFin: t.cause ?? null }] }
    return true
  }
  const debut = m.debutLe as Jour
  if (!transitionPrevue(m, 'mise_a_execution', debut)?.cause) faire('mise_a_execution', debut)
  if (h.chance(0.75)) faire('affectation', ajouterJours(debut, h.entier(20, 90)))
  if (h.chance(0.7)) {
    faire('proposition_contenu', ajouterJours(debut, 75))
    faire('fixation_contenu', ajouterJours(debut, 110))
  }
  if (h.chance(0.04) && faire('suspension', ajouterJours(debut, 150))) faire('reprise', ajouterJours(debut, 150 + h.entier(20, 90)))
  if (cas.closLe) finir(m, faire, cas.closLe, h.chance(0.7))
}

/** The end of a closed dossier: at the term once it is past, and on its day more often than not; else by a decision that the kind knows. */
function finir(m: MesureSuivie, faire: (acte: string, le: Jour) => boolean, closLe: Jour, auTerme: boolean): void {
  const terme = deroulement(m).termeLe ?? closLe
  const jour = leDernier(closLe, (m.actes.at(-1)?.le ?? m.debutLe) as Jour)
  if ((terme < jour || (auTerme && terme === jour)) && faire('fin_au_terme', terme)) return
  for (const acte of ['fin_anticipee', 'accomplissement', 'execution', 'mainlevee', 'retrait', 'cloture', 'fin_au_terme'])
    if (faire(acte, jour)) return
  const fin = definitionDe(m.nature)
    ?.machine.at(-1)
    ?.value.transitions.find(t => t.cause && t.acte !== 'deces')
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
const ligneDActe = ({ copie, h }: Contexte, cas: Cas, suivie: Cas['mesures'][number], a: Acte) =>
  copie.ligne('mesures.acte', {
    dossier_id: cas.id,
    id: h.uuid(cas.ms),
    mesure_id: suivie.id,
    rang: a.rang,
    acte: a.acte,
    de: a.de,
    vers: a.vers,
    le: a.le,
    auteur: a.auteur,
    terme_le: a.termeLe,
    cause_fin: a.causeFin,
    numero: a.decide ? `${a.le.slice(2, 4)}/${Number(suivie.numeroParquet.slice(-4)) + a.rang}` : null,
    decision_le: a.decide ? a.le : null,
    decision_juridiction_id: a.decide ? cas.tribunal.id : null,
    decision_vue: a.decide,
    saisi_par: cas.referent.id,
    saisi_a: instant(a.saisiLe, '06:45'),
  })
