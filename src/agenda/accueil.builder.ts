import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'

export type Personne = { dossier_id: string; id: string; heure: string }
const REUNION = 12
/** The desk of an antenne on a day of sixty, and those who come one by one. */
export async function bancDeLAccueil() {
  const essai = await nouvelEssai()
  const ts = await essai.agent('ts.67')
  for (let i = 0; i < 25; i += 1)
    await executer(essai.hote, ts, creerDossier, {
      nom: `Guichet${'abcdefghijklmnopqrstuvwxyz'[i]}`,
      prenoms: 'Ève',
      naissanceLe: '1980-01-01',
      confirme: 'oui',
    })
  await essai.proprietaire.query('DELETE FROM agenda.arrivee')
  await essai.proprietaire.query("UPDATE agenda.convocation SET etat = 'annulee' WHERE le = $1", [
    LE,
  ])
  await convoquerSoixante(essai, ts)
  const { rows } = await essai.proprietaire.query<Personne>(
    "SELECT dossier_id, id, heure::text FROM agenda.convocation WHERE le = $1 AND etat = 'prevue' AND NOT collective ORDER BY heure, place",
    [LE],
  )
  // A closed dossier takes no gesture any more: those who are pointed here are still followed.
  const { rows: clos } = await essai.proprietaire.query<{ dossier_id: string }>(
    'SELECT dossier_id FROM dossiers.dossier WHERE clos_a IS NOT NULL',
  )
  const fermes = new Set(clos.map(ligne => ligne.dossier_id))
  const personnes = rows.filter(personne => !fermes.has(personne.dossier_id))
  const plateforme = await application(essai)
  const desk = await new Navigateur(plateforme).entrer('accueil.67')
  const collegue = await new Navigateur(plateforme).entrer('dpip.67')
  return {
    ...{ e: essai, p: plateforme, ts, desk, collegue, personnes },
    ...lecteursDe(essai),
    async fermer() {
      await plateforme.app.close()
      await essai.fermer()
    },
  }
}

/**
 * A day of sixty: forty-eight people one by one, eight an hour, and a session of twelve at two
 * o'clock.
 */
async function convoquerSoixante(essai: Essai, ts: string) {
  await essai.proprietaire.query(
    `WITH lieu AS (SELECT id, service_id, nom, adresse FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'),
          agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT service_id, id, 'Accueil partagé' FROM lieu RETURNING id),
          plage AS (INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes, capacite)
                    SELECT id, '{suivi}', '2026-11-02', '{1,2,3,4,5}', '08:30', '17:30', 45, 8 FROM agenda RETURNING id, agenda_id),
          groupe AS (INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes, capacite, collective, intitule)
                    SELECT id, '{action_collective}', '2026-11-02', '{2}', '14:00', '16:00', 120, 15, true, 'Code de la route' FROM agenda RETURNING id, agenda_id),
          gens AS (SELECT DISTINCT dossier_id, row_number() OVER (ORDER BY dossier_id) - 1 AS n FROM dossiers.v_perimetre p JOIN lieu ON lieu.service_id = p.entite_id)
     INSERT INTO agenda.convocation (dossier_id, service_id, lieu_id, agenda_id, plage_id, place, capacite, collective, type, lieu, adresse, le, heure, duree_minutes, creee_par)
     SELECT g.dossier_id, l.service_id, l.id, x.agenda_id, x.id, CASE WHEN n < 48 THEN n % 8 + 1 ELSE n - 47 END, CASE WHEN n < 48 THEN 8 ELSE 15 END, n >= 48,
            CASE WHEN n < 48 THEN 'suivi' ELSE 'action_collective' END, l.nom, l.adresse, $1::date, CASE WHEN n < 48 THEN time '08:30' + (n / 8) * interval '45 minutes' ELSE time '14:00' END,
            CASE WHEN n < 48 THEN 45 ELSE 120 END, $2
     FROM gens g, lieu l, LATERAL (SELECT * FROM plage WHERE n < 48 UNION ALL SELECT * FROM groupe WHERE n >= 48) x WHERE n < 48 + $3`,
    [LE, ts, REUNION],
  )
}

function lecteursDe(essai: Essai) {
  const arrivee = (qui: Personne) => `/dossiers/${qui.dossier_id}/convocations/${qui.id}/arrivee`
  const histoire = async (qui: Personne) =>
    (
      await essai.proprietaire.query<{ etat: string }>(
        'SELECT etat FROM agenda.etat_de_convocation WHERE convocation_id = $1 ORDER BY a, id',
        [qui.id],
      )
    ).rows.map(ligne => ligne.etat)
  const etat = async (qui: Personne) =>
    (
      await essai.proprietaire.query<{ etat: string }>(
        'SELECT etat FROM agenda.convocation WHERE id = $1',
        [qui.id],
      )
    ).rows[0]?.etat
  return { arrivee, histoire, etat }
}
