import { ajouterJours, ajouterMois } from '../platform/date.ts'
import { propos } from './phrases.ts'
import { type Cas, type Contexte, type Domaine, heures, instant, vivantes } from './types.ts'

const domaines = Object.keys(propos) as Domaine[]

export function accompagnement({ copie, h, le }: Contexte, cas: Cas): void {
  const par = cas.referent.id
  let jour = ajouterJours(cas.ouvertLe, h.entier(6, 22))
  const muet = h.chance(0.08)
  for (let i = 0; i < 12 && jour < le && !(muet && i > 1); i += 1) {
    const id = h.uuid(cas.ms + i)
    const d = propos[h.parmi(domaines)]
    const e = propos[h.parmi(domaines)]
    const corrige = h.chance(0.03)
    const [heure, forme] = [h.parmi(heures), h.parmi(['bureau', 'bureau', 'bureau', 'telephone', 'domicile', 'partenaire'])]
    const mesures = vivantes(cas, jour).map(m => m.id)
    copie.ligne('accompagnement.entretien', {
      dossier_id: cas.id,
      id,
      agent_id: par,
      le: jour,
      heure,
      forme,
      version: corrige ? 2 : 1,
      cree_a: instant(jour, '10:00'),
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
        recit: `${h.parmi(d.recits)} ${h.parmi(e.recits)}\n« ${h.parmi(d.paroles)} »`,
        convenu: h.parmi(d.etapes),
        suite: h.chance(0.5) ? `Revoir avec ${h.parmi(d.partenaires)}` : null,
        motif_correction: v === 2 ? 'Date de la démarche précisée' : null,
        ecrite_a: instant(jour, v === 1 ? '10:00' : '16:00'),
        ecrite_par: par,
      })
    jour = ajouterJours(jour, h.entier(25, 70))
  }
  if (h.chance(0.7)) evaluation({ copie, h }, cas)
  if (h.chance(0.8)) plan({ copie, h, le }, cas)
}

function evaluation({ copie, h }: Pick<Contexte, 'copie' | 'h'>, cas: Cas): void {
  const id = h.uuid(cas.ms)
  const a = instant(ajouterJours(cas.ouvertLe, 3), '11:00')
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

function plan({ copie, h, le }: Pick<Contexte, 'copie' | 'h' | 'le'>, cas: Cas): void {
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
    const ecritA = instant(ajouterJours(cas.ouvertLe, version), '15:00')
    const accord = h.chance(0.75) ? h.parmi(['accord', 'accord', 'accord', 'reserves', 'refus'] as const) : null
    copie.ligne('accompagnement.plan_version', {
      dossier_id: cas.id,
      version,
      motif: version === 2 ? 'La situation a changé' : null,
      accord,
      accord_le: accord ? ajouterJours(cas.ouvertLe, version) : null,
      accord_paroles: accord === 'reserves' ? 'D’accord, mais pas tout de suite pour la formation.' : null,
      accord_recueilli_par: accord ? cas.referent.id : null,
      ecrite_a: ecritA,
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
          pour_le: ajouterMois(cas.ouvertLe, 3 + i),
        })
    }
  }
  for (const e of trames.flatMap(t => t.etapes).filter(x => x.faite))
    copie.ligne('accompagnement.etape_faite', {
      dossier_id: cas.id,
      etape_id: e.id,
      le: ajouterJours(cas.ouvertLe, 3) < le ? ajouterJours(cas.ouvertLe, 3) : cas.ouvertLe,
      notee_par: cas.referent.id,
    })
}
