import { ajouterJours, ajouterMois, type Jour } from '../platform/date.ts'
import { motsDe } from '../platform/mots.ts'
import { heures, jourOuvre, joursOuvresAvant, leDernier, lePremier } from './jours.ts'
import { propos } from './phrases.ts'
import {
  type Cas,
  type Contexte,
  type Domaine,
  detenueLe,
  heureLocale,
  instant,
  jusquAu,
  territoireDe,
  vivantes,
} from './types.ts'

const domaines = motsDe(propos)

export function accompagnement(contexte: Contexte, cas: Cas): void {
  const { h: hasard, le } = contexte
  const par = cas.referent.id
  const territoire = territoireDe(cas.service)
  const fin = jusquAu(cas)
  const borne = fin && fin < le ? fin : le
  let voulu = ajouterJours(cas.arriveLe, hasard.entier(6, 22))
  const muet = hasard.chance(0.08)
  for (let i = 0; i < 12 && voulu < le && !(muet && i > 1); i += 1) {
    const id = hasard.uuid(cas.ms + i)
    const demande = propos[hasard.parmi(domaines)]
    const dit = propos[hasard.parmi(domaines)]
    const corrige = hasard.chance(0.03)
    const [heureVoulue, tiree] = [
      hasard.parmi(heures),
      hasard.parmi(['bureau', 'bureau', 'bureau', 'telephone', 'domicile', 'partenaire'] as const),
    ]
    const textes = {
      recit: `${hasard.parmi(demande.recits)} ${hasard.parmi(dit.recits)}\n« ${hasard.parmi(demande.paroles)} »`,
      convenu: hasard.parmi(demande.etapes),
      suite: hasard.chance(0.5) ? `Revoir avec ${hasard.parmi(demande.partenaires)}` : null,
    }
    const depart = jourOuvre(voulu, territoire)
    voulu = ajouterJours(voulu, hasard.entier(25, 70))
    if (depart >= borne) continue
    const { le: jour, heure } = contexte.agendas.prendre(
      par,
      { le: depart, heure: heureVoulue },
      territoire,
    )
    if (jour >= borne) continue
    entretien(contexte, cas, {
      id,
      le: jour,
      heure,
      forme: formeSelon(cas, jour, tiree),
      textes,
      corrige,
    })
  }
  if (hasard.chance(0.7)) evaluation(contexte, cas)
  if (hasard.chance(0.8)) plan(contexte, cas)
}

type Entretien = {
  id: string
  le: Jour
  heure: string
  forme: string
  textes: { recit: string; convenu: string; suite: string | null }
  corrige: boolean
}
function entretien({ copie }: Contexte, cas: Cas, dit: Entretien): void {
  const { id, le, heure, forme, textes, corrige } = dit
  const mesures = vivantes(cas, le).map(vivante => vivante.id)
  copie.ligne('accompagnement.entretien', {
    dossier_id: cas.id,
    id,
    agent_id: cas.referent.id,
    le,
    heure,
    forme,
    version: corrige ? 2 : 1,
    cree_a: heureLocale(le, '17:15'),
  })
  for (const mesureId of mesures)
    copie.ligne('accompagnement.entretien_mesure', {
      dossier_id: cas.id,
      entretien_id: id,
      mesure_id: mesureId,
    })
  for (let nombre = 1; nombre <= (corrige ? 2 : 1); nombre += 1)
    copie.ligne('accompagnement.entretien_version', {
      dossier_id: cas.id,
      entretien_id: id,
      version: nombre,
      le,
      heure,
      forme,
      mesure_ids: mesures,
      presents: null,
      ...textes,
      motif_correction: nombre === 2 ? 'Date de la démarche précisée' : null,
      ecrite_a: heureLocale(le, nombre === 1 ? '17:15' : '17:45'),
      ecrite_par: cas.referent.id,
    })
}

/** Where an entretien took place follows where the person was, and what they have. */
function formeSelon(cas: Cas, le: Jour, tiree: 'bureau' | 'telephone' | 'domicile' | 'partenaire') {
  if (detenueLe(cas, le)) return tiree === 'telephone' ? 'visio' : 'etablissement'
  if (tiree === 'domicile') return cas.chezElle ? tiree : 'bureau'
  return tiree === 'telephone' && !cas.joignable ? 'bureau' : tiree
}
/** The nth day after the opening, or the last working day before it; never later than yesterday. */
function apresLOuverture({ le }: Contexte, cas: Cas, nombre: number): Jour {
  const territoire = territoireDe(cas.service)
  const jour = leDernier(cas.ouvertLe, jourOuvre(ajouterJours(cas.ouvertLe, nombre), territoire))
  return lePremier(jour, joursOuvresAvant(le, 1, territoire))
}

function evaluation(contexte: Contexte, cas: Cas): void {
  const { copie, h: hasard } = contexte
  const id = hasard.uuid(cas.ms)
  const quand = instant(apresLOuverture(contexte, cas, 3), '11:00')
  copie.ligne('accompagnement.evaluation', {
    dossier_id: cas.id,
    id,
    commencee_le: cas.ouvertLe,
    version: 1,
  })
  copie.ligne('accompagnement.evaluation_version', {
    dossier_id: cas.id,
    evaluation_id: id,
    version: 1,
    synthese: 'La situation se construit avec la personne ; les appuis sont réels.',
    ecrite_a: quand,
    ecrite_par: cas.referent.id,
  })
  for (const domaine of domaines.filter(() => hasard.chance(0.4))) {
    const personne = propos[domaine]
    copie.ligne('accompagnement.domaine_evalue', {
      dossier_id: cas.id,
      evaluation_id: id,
      version: 1,
      domaine,
      appuis: hasard.parmi(personne.appuis),
      obstacles: hasard.parmi(personne.obstacles),
      paroles: hasard.parmi(personne.paroles),
      desaccord: hasard.chance(0.05) ? 'Le psychologue propose d’attendre.' : null,
    })
  }
}

type Trame = {
  domaine: Domaine
  id: string
  intitule: string
  etapes: { id: string; quoi: string; avec: string; faite: boolean }[]
}
function plan(contexte: Contexte, cas: Cas): void {
  const { copie, h: hasard } = contexte
  const versions = hasard.chance(0.2) ? 2 : 1
  const objectifs = domaines.filter(() => hasard.chance(0.25)).slice(0, 3)
  if (objectifs.length === 0) objectifs.push('logement')
  const trames: Trame[] = objectifs.map(domaine => ({
    domaine,
    id: hasard.uuid(cas.ms),
    intitule: hasard.parmi(propos[domaine].objectifs),
    etapes: propos[domaine].etapes.slice(0, 2).map(quoi => ({
      id: hasard.uuid(cas.ms),
      quoi,
      avec: hasard.parmi(propos[domaine].partenaires),
      faite: hasard.chance(0.4),
    })),
  }))
  for (let version = 1; version <= versions; version += 1) {
    versionDuPlan(contexte, cas, version)
    // Of two versions, the first had one objective.
    const siennes = version < versions ? trames.slice(0, 1) : trames
    for (const [i, trame] of siennes.entries())
      objectif(contexte, cas, trame, { version, rang: i + 1 })
  }
  for (const e of trames.flatMap(trame => trame.etapes).filter(x => x.faite))
    copie.ligne('accompagnement.etape_faite', {
      dossier_id: cas.id,
      etape_id: e.id,
      le: apresLOuverture(contexte, cas, 3),
      notee_par: cas.referent.id,
      notee_a: instant(apresLOuverture(contexte, cas, 3), '15:30'),
    })
}

/** What a version says, and whether the person agrees. */
function versionDuPlan(contexte: Contexte, cas: Cas, version: number): void {
  const { copie, h: hasard } = contexte
  const ecritLe = apresLOuverture(contexte, cas, version)
  const accord = hasard.chance(0.75)
    ? hasard.parmi(['accord', 'accord', 'accord', 'reserves', 'refus'] as const)
    : null
  copie.ligne('accompagnement.plan_version', {
    dossier_id: cas.id,
    version,
    motif: version === 2 ? 'La situation a changé' : null,
    accord,
    accord_le: accord ? ecritLe : null,
    accord_paroles:
      accord === 'reserves' ? 'D’accord, mais pas tout de suite pour la formation.' : null,
    accord_recueilli_par: accord ? cas.referent.id : null,
    ecrite_a: instant(ecritLe, version === 1 ? '14:00' : '15:00'),
    ecrite_par: cas.referent.id,
  })
}

function objectif(
  { copie }: Contexte,
  cas: Cas,
  trame: Trame,
  { version, rang }: { version: number; rang: number },
): void {
  copie.ligne('accompagnement.objectif', {
    dossier_id: cas.id,
    version,
    objectif_id: trame.id,
    rang,
    domaine: trame.domaine,
    intitule: trame.intitule,
  })
  for (const [i, etape] of trame.etapes.entries())
    copie.ligne('accompagnement.etape', {
      dossier_id: cas.id,
      version,
      etape_id: etape.id,
      objectif_id: trame.id,
      rang: i + 1,
      quoi: etape.quoi,
      qui: 'la personne',
      avec: etape.avec,
      pour_le: jourOuvre(ajouterMois(cas.ouvertLe, 3 + i), territoireDe(cas.service)),
    })
}
