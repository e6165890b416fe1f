import { application, Navigateur, nouvelEssai } from '../../tests/base.ts'

export type AInserer = {
  dossier?: number
  etat?: string
  canal?: string
  moment?: string
  utile?: string
  destinataire?: string
  texte?: string
}

type Personne = { id: string; nom: string; service: string }
/** People of the Bas-Rhin that no other service follows. */
const PERSONNES = `SELECT p.dossier_id AS id, i.nom, p.entite_id AS service FROM dossiers.v_perimetre p
  JOIN moyens.service s ON s.id = p.entite_id AND s.departement = '67'
  JOIN dossiers.personne i ON i.dossier_id = p.dossier_id
  JOIN dossiers.dossier d ON d.dossier_id = p.dossier_id
  WHERE p.motif = 'prise_en_charge' AND d.clos_a IS NULL AND d.fusionne_dans IS NULL
    AND NOT EXISTS (SELECT 1 FROM dossiers.v_perimetre x
      JOIN moyens.service y ON y.id = x.entite_id
      WHERE x.dossier_id = p.dossier_id AND y.departement = '57')
  ORDER BY d.numero LIMIT 12`
const INSERTION = `INSERT INTO messages.message (dossier_id, entite_id, objet_id, moment, canal,
    destinataire, texte, envoi_a, utile_jusqua, etat, cle, pris_par, pris_a, cree_a, change_a)
  VALUES ($1, $2, gen_random_uuid(), $3, $4, $5, $6, '2026-11-24 08:00+01', $7, $8, $9, 'x', now(),
    '2026-11-24 08:00+01', '2026-11-24 08:00+01') RETURNING id`

/** A service whose box is empty, with twelve people reachable by SMS in French. */
export async function nouvelleBoite() {
  const essai = await nouvelEssai()
  const plateforme = await application(essai)
  const lignes = async (requete: string, valeurs: unknown[] = []) =>
    (await essai.proprietaire.query(requete, valeurs)).rows
  const personnes: Personne[] = await lignes(PERSONNES)
  for (const table of [
    'messages.evenement',
    'messages.message',
    'messages.opposition',
    'messages.lien_arret',
  ])
    await lignes(`DELETE FROM ${table}`)
  await lignes(
    `UPDATE dossiers.personne SET telephone = '06 12 34 56 34', courriel = NULL, refuse_sms = false,
      langues = '{français}' WHERE dossier_id = ANY ($1)`,
    [personnes.map(personne => personne.id)],
  )
  let combien = 0
  /** A message of the service of the Bas-Rhin; gives its number. */
  async function message(
    saisie: AInserer = {},
  ): Promise<{ dossierId: string; id: string; rang: number }> {
    const qui = personnes[saisie.dossier ?? 0]
    combien += 1
    const [ligne] = await lignes(INSERTION, [
      qui?.id,
      qui?.service,
      saisie.moment ?? 'convocation',
      saisie.canal ?? 'sms',
      saisie.destinataire ?? '+33612345634',
      saisie.texte ?? `Nous vous attendons, texte numéro ${combien}`,
      saisie.utile ?? '2026-12-01 14:30+01',
      saisie.etat ?? 'a_envoyer',
      `essai:${combien}`,
    ])
    return { dossierId: qui?.id ?? '', id: ligne.id, rang: combien }
  }
  return {
    e: essai,
    p: plateforme,
    personnes,
    lignes,
    message,
    entrer: (qui: string) => new Navigateur(plateforme).entrer(qui),
    etat: async (id: string) =>
      (await lignes('SELECT etat FROM messages.message WHERE id = $1', [id]))[0].etat,
    quoi: async (id: string) =>
      (
        await lignes('SELECT quoi FROM messages.evenement WHERE message_id = $1 ORDER BY a, id', [
          id,
        ])
      ).map(ligne => ligne.quoi),
    fermer: async () => {
      await plateforme.app.close()
      await essai.fermer()
    },
  }
}
