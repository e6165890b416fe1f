import { ajouterJours, ajouterMois, type Jour } from '../platform/date.ts'
import { heures, jourOuvre, joursOuvresAvant, leDernier, lePremier } from './jours.ts'
import { propos } from './phrases.ts'
import { type Cas, type Contexte, type Domaine, detenueLe, heureLocale, instant, jusquAu, territoireDe, vivantes } from './types.ts'

const domaines = Object.keys(propos) as Domaine[]

export function accompagnement(c: Contexte, cas: Cas): void {
  const { copie, h, le } = c
  const par = cas.referent.id
  const territoire = territoireDe(cas.service)
  const fin = jusquAu(cas)
  const borne = fin && fin < le ? fin : le
  let voulu = ajouterJours(cas.arriveLe, h.entier(6, 22))
  const muet = h.chance(0.08)
  for (let i = 0; i < 12 && voulu < le && !(muet && i > 1); i += 1) {
    const id = h.uuid(cas.ms + i)
    const d = propos[h.parmi(domaines)]
    const e = propos[h.parmi(domaines)]
    const corrige = h.chance(0.03)
    const [heureVoulue, tiree] = [h.parmi(heures), h.parmi(['bureau', 'bureau', 'bureau', 'telephone', 'domicile', 'partenaire'] as const)]
    const textes = {
      recit: `${h.parmi(d.recits)} ${h.parmi(e.recits)}\n« ${h.parmi(d.paroles)} »`,
      convenu: h.parmi(d.etapes),
      suite: h.chance(0.5) ? `Revoir avec ${h.parmi(d.partenaires)}` : null,
    }
    const depart = jourOuvre(voulu, territoire)
    voulu = ajouterJours(voulu, h.entier(25, 70))
    if (depart >= borne) continue
    const { le: jour, heure } = c.agendas.prendre(par, { le: depart, heure: heureVoulue }, territoire)
    if (jour >= borne) continue
    const forme = formeSelon(cas, jour, tiree)
    const mesures = vivantes(cas, jour).map(m => m.id)
    copie.ligne('accompagnement.entretien', {
      dossier_id: cas.id,
      id,
      agent_id: par,
      le: jour,
      heure,
      forme,
      version: corrige ? 2 : 1,
      cree_a: heureLocale(jour, '17:15'),
    })
    for (const mesureId of mesures)
      copie.ligne('accompagnement.entretien_mesure', { dossier_id: cas.id, entretien_id: id, mesure_id: mesureId })
    for (let v = 1; v <= (corrige ? 2 : 1); v += 1)
      copie.ligne('accompagnement.entretien_version', {
        dossier_id: cas.id,
        entretien_id: id,
        version: v,
        le: jour,
        heure,
        forme,
        mesure_ids: mesures,
        presents: null,
        ...textes,
        motif_correction: v === 2 ? 'Date de la démarche précisée' : null,
        ecrite_a: heureLocale(jour, v === 1 ? '17:15' : '17:45'),
        ecrite_par: par,
      })
  }
  if (h.chance(0.7)) evaluation(c, cas)
  if (h.chance(0.8)) plan(c, cas)
}

/** Where an entretien took place follows where the person was, and what they have. */
function formeSelon(cas: Cas, le: Jour, tiree: 'bureau' | 'telephone' | 'domicile' | 'partenaire') {
  if (detenueLe(cas, le)) return tiree === 'telephone' ? 'visio' : 'etablissement'
  if (tiree === 'domicile') return cas.chezElle ? tiree : 'bureau'
  return tiree === 'telephone' && !cas.joignable ? 'bureau' : tiree
}
/** The nth day after the opening, or the last working day before it; never later than yesterday. */
function apresLOuverture({ le }: Contexte, cas: Cas, n: number): Jour {
  const territoire = territoireDe(cas.service)
  const jour = leDernier(cas.ouvertLe, jourOuvre(ajouterJours(cas.ouvertLe, n), territoire))
  return lePremier(jour, joursOuvresAvant(le, 1, territoire))
}

function evaluation(c: Contexte, cas: Cas): void {
  const { copie, h } = c
  const id = h.uuid(cas.ms)
  const a = instant(apresLOuverture(c, cas, 3), '11:00')
  copie.ligne('accompagnement.evaluation', { dossier_id: cas.id, id, commencee_le: cas.ouvertLe, version: 1 })
  copie.ligne('accompagnement.evaluation_version', {
    dossier_id: cas.id,
    evaluation_id: id,
    version: 1,
    synthese: 'La situation se construit avec la personne ; les appuis sont réels.',
    ecrite_a: a,
    ecrite_par: cas.referent.id,
  })
  for (const domaine of domaines.filter(() => h.chance(0.4))) {
    const p = propos[domaine]
    copie.ligne('accompagnement.domaine_evalue', {
      dossier_id: cas.id,
      evaluation_id: id,
      version: 1,
      domaine,
      appuis: h.parmi(p.appuis),
      obstacles: h.parmi(p.obstacles),
      paroles: h.parmi(p.paroles),
      desaccord: h.chance(0.05) ? 'Le psychologue propose d’attendre.' : null,
    })
  }
}

function plan(c: Contexte, cas: Cas): void {
  const { copie, h } = c
  const versions = h.chance(0.2) ? 2 : 1
  const objectifs = domaines.filter(() => h.chance(0.25)).slice(0, 3)
  if (objectifs.length === 0) objectifs.push('logement')
  const trames = objectifs.map(domaine => ({
    domaine,
    id: h.uuid(cas.ms),
    intitule: h.parmi(propos[domaine].objectifs),
    etapes: propos[domaine].etapes
      .slice(0, 2)
      .map(quoi => ({ id: h.uuid(cas.ms), quoi, avec: h.parmi(propos[domaine].partenaires), faite: h.chance(0.4) })),
  }))
  for (let version = 1; version <= versions; version += 1) {
    const ecritLe = apresLOuverture(c, cas, version)
    const accord = h.chance(0.75) ? h.parmi(['accord', 'accord', 'accord', 'reserves', 'refus'] as const) : null
    copie.ligne('accompagnement.plan_version', {
      dossier_id: cas.id,
      version,
      motif: version === 2 ? 'La situation a changé' : null,
      accord,
      accord_le: accord ? ecritLe : null,
      accord_paroles: accord === 'reserves' ? 'D’accord, mais pas tout de suite pour la formation.' : null,
      accord_recueilli_par: accord ? cas.referent.id : null,
      ecrite_a: instant(ecritLe, version === 1 ? '14:00' : '15:00'),
      ecrite_par: cas.referent.id,
    })
    for (const [rang, t] of trames.entries()) {
      if (version === 1 && versions === 2 && rang > 0) continue
      copie.ligne('accompagnement.objectif', {
        dossier_id: cas.id,
        version,
        objectif_id: t.id,
        rang: rang + 1,
        domaine: t.domaine,
        intitule: t.intitule,
      })
      for (const [i, e] of t.etapes.entries())
        copie.ligne('accompagnement.etape', {
          dossier_id: cas.id,
          version,
          etape_id: e.id,
          objectif_id: t.id,
          rang: i + 1,
          quoi: e.quoi,
          qui: 'la personne',
          avec: e.avec,
          pour_le: jourOuvre(ajouterMois(cas.ouvertLe, 3 + i), territoireDe(cas.service)),
        })
    }
  }
  for (const e of trames.flatMap(t => t.etapes).filter(x => x.faite))
    copie.ligne('accompagnement.etape_faite', {
      dossier_id: cas.id,
      etape_id: e.id,
      le: apresLOuverture(c, cas, 3),
      notee_par: cas.referent.id,
      notee_a: instant(apresLOuverture(c, cas, 3), '15:30'),
    })
}
