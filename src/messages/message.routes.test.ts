import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let ts: Navigateur
let ailleurs: Navigateur
let surveillant: Navigateur
let personnes: { id: string; nom: string; service: string }[]
const lignes = async (sql: string, valeurs: unknown[] = []) =>
  (await e.proprietaire.query(sql, valeurs)).rows
type AInserer = {
  dossier?: number
  etat?: string
  canal?: string
  moment?: string
  utile?: string
  destinataire?: string
  texte?: string
}
let combien = 0
/** A message of the service of the Bas-Rhin; gives its number. */
async function message(m: AInserer = {}): Promise<{ dossierId: string; id: string }> {
  const qui = personnes[m.dossier ?? 0]
  combien += 1
  const [ligne] = await lignes(
    `INSERT INTO messages.message (dossier_id, entite_id, objet_id, moment, canal, destinataire, texte, envoi_a, utile_jusqua, etat, cle, pris_par, pris_a, cree_a, change_a)
     VALUES ($1, $2, gen_random_uuid(), $3, $4, $5, $6, '2026-11-24 08:00+01', $7, $8, $9, 'x', now(), '2026-11-24 08:00+01', '2026-11-24 08:00+01') RETURNING id`,
    [
      qui?.id,
      qui?.service,
      m.moment ?? 'convocation',
      m.canal ?? 'sms',
      m.destinataire ?? '+33612345634',
      m.texte ?? `Nous vous attendons, texte numéro ${combien}`,
      m.utile ?? '2026-12-01 14:30+01',
      m.etat ?? 'a_envoyer',
      `essai:${combien}`,
    ],
  )
  return { dossierId: qui?.id ?? '', id: ligne.id }
}
const etat = async (id: string) =>
  (await lignes('SELECT etat FROM messages.message WHERE id = $1', [id]))[0].etat
const quoi = async (id: string) =>
  (
    await lignes('SELECT quoi FROM messages.evenement WHERE message_id = $1 ORDER BY a, id', [id])
  ).map(r => r.quoi)

beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  const entrer = (qui: string) => new Navigateur(p).entrer(qui)
  ;[ts, ailleurs, surveillant] = [
    await entrer('ts.67'),
    await entrer('ts.57'),
    await entrer('surveillant.67'),
  ]
  personnes = await lignes(
    `SELECT p.dossier_id AS id, i.nom, p.entite_id AS service FROM dossiers.v_perimetre p JOIN moyens.service s ON s.id = p.entite_id AND s.departement = '67'
     JOIN dossiers.personne i ON i.dossier_id = p.dossier_id JOIN dossiers.dossier d ON d.dossier_id = p.dossier_id
     WHERE p.motif = 'prise_en_charge' AND d.clos_a IS NULL AND d.fusionne_dans IS NULL
       AND NOT EXISTS (SELECT 1 FROM dossiers.v_perimetre x JOIN moyens.service y ON y.id = x.entite_id WHERE x.dossier_id = p.dossier_id AND y.departement = '57')
     ORDER BY d.numero LIMIT 12`,
  )
  for (const x of [
    'messages.evenement',
    'messages.message',
    'messages.opposition',
    'messages.lien_arret',
  ])
    await e.proprietaire.query(`DELETE FROM ${x}`)
  await e.proprietaire.query(
    `UPDATE dossiers.personne SET telephone = '06 12 34 56 34', courriel = NULL, refuse_sms = false, langues = '{français}' WHERE dossier_id = ANY ($1)`,
    [personnes.map(x => x.id)],
  )
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

describe('La boîte d’envoi du service', () => {
  it('Vide, elle le dit ; puis montre à qui, quoi, et où en est chaque message, numéro masqué', async () => {
    expect((await ts.ouvrir('/messages')).texte).toContain('Aucun message')
    await message()
    await message({ etat: 'recu' })
    await message({ etat: 'echec' })
    const page = (await ts.ouvrir('/messages')).texte
    expect(page).toContain('texte numéro 1')
    expect(page).toContain('06 •• •• •• 34')
    expect(page).not.toContain('12345634')
    expect(page).toContain('À traiter (1)')
    expect(page).toContain('L’envoi est arrêté')
    const echecs = (await ts.ouvrir('/messages?etat=echecs')).texte
    expect([echecs.includes('texte numéro 3'), echecs.includes('texte numéro 1')]).toEqual([
      true,
      false,
    ])
    expect((await ts.ouvrir('/messages?etat=n-importe-quoi')).texte).toContain('texte numéro 1')
  })
  it('Un autre service n’y voit rien, ni la liste, ni le message, ni ses actes', async () => {
    const { dossierId, id } = await message({ etat: 'echec' })
    expect((await ailleurs.ouvrir('/messages')).texte).not.toContain('texte numéro')
    for (const suite of ['', '/renvoyer', '/dit-par-telephone'])
      expect((await ailleurs.ouvrir(`/messages/${dossierId}/${id}${suite}`)).statut).toBe(404)
    expect(
      (await ailleurs.envoyer(`/messages/${dossierId}/${id}/renvoyer`, {}, '/messages/lettres'))
        .statut,
    ).toBe(404)
    expect((await ailleurs.ouvrir(`/dossiers/${dossierId}/messages`)).statut).toBe(404)
    expect(await etat(id)).toBe('echec')
  })
  it('Le message d’un autre service sur un dossier partagé ne se renvoie pas', async () => {
    const { dossierId, id } = await message({ etat: 'echec' })
    const [autre] = await lignes(`SELECT id FROM moyens.service WHERE departement = '57'`)
    await e.proprietaire.query('UPDATE messages.message SET entite_id = $1 WHERE id = $2', [
      autre.id,
      id,
    ])
    expect(
      (await ts.envoyer(`/messages/${dossierId}/${id}/renvoyer`, {}, '/messages/lettres')).statut,
    ).toBe(404)
    expect(await etat(id)).toBe('echec')
  })
  it('Dix mille messages : une page, et la suivante', async () => {
    await e.proprietaire.query(
      `INSERT INTO messages.message (dossier_id, entite_id, moment, canal, destinataire, texte, envoi_a, utile_jusqua, etat, cle)
       SELECT $1, $2, 'rappel', 'sms', '+33612345634', 'masse ' || g, now(), now(), 'recu', 'masse:' || g FROM generate_series(1, 10000) g`,
      [personnes[3]?.id, personnes[3]?.service],
    )
    await e.proprietaire.query('ANALYZE messages.message')
    const debut = performance.now()
    const page = await ts.ouvrir('/messages?etat=recus&page=150')
    expect([page.statut, performance.now() - debut < 1500]).toEqual([200, true])
    expect(page.texte).toMatch(/Page suivante/)
    await e.proprietaire.query(`DELETE FROM messages.message WHERE cle LIKE 'masse:%'`)
  })
})

describe('Un message en doute', () => {
  const enDoute = async (m: AInserer, ...histoire: string[]) => {
    const { dossierId, id } = await message({ etat: 'incertain', ...m })
    for (const dit of histoire)
      await e.proprietaire.query(
        'INSERT INTO messages.evenement (dossier_id, message_id, quoi) VALUES ($1, $2, $3)',
        [dossierId, id, dit],
      )
    return (await ts.ouvrir(`/messages/${dossierId}/${id}`)).texte.replace(/\s+/g, ' ')
  }
  it('dit ce qu’on sait, ce qui se fera tout seul et ce qu’on peut faire', async () => {
    const page = await enDoute({ canal: 'courriel' }, 'pris', 'doute')
    expect(page).toContain('Le serveur de courriel n’a pas confirmé qu’il a pris ce message')
    expect(page).toMatch(/il repartira une fois, à partir du .*24\/11\/2026.*8 ?h ?30/)
    expect(page).toContain('Vous pouvez appeler la personne')
    const deuxfois = await enDoute(
      { canal: 'courriel' },
      'pris',
      'doute',
      'repris',
      'pris',
      'doute',
    )
    expect(deuxfois).toContain('il ne repartira plus tout seul')
    expect(
      await enDoute({ canal: 'courriel' }, 'doute', 'repris', 'doute', 'renvoye', 'doute'),
    ).toContain('il repartira une fois')
    expect(await enDoute({ canal: 'courriel', utile: '2026-11-24 08:20+01' }, 'doute')).toContain(
      'ne repartira pas tout seul',
    )
    expect(await enDoute({ canal: 'courriel' }, 'doute', 'depasse')).toContain(
      'ne repartira pas tout seul',
    )
    expect(await enDoute({}, 'doute')).toContain('Son accusé de réception peut encore venir')
    expect(await enDoute({}, 'illisible')).toContain('La réponse de l’opérateur est illisible')
    expect(await enDoute({ etat: 'envoye' }, 'doute', 'accepte')).not.toContain('on ne sait pas')
  })
})

describe('Renvoyer, ou dire par téléphone', () => {
  it('Un échec repart vers le numéro d’aujourd’hui, une fois', async () => {
    const { dossierId, id } = await message({
      etat: 'echec',
      dossier: 10,
      destinataire: '+33699999999',
    })
    expect((await ts.ouvrir(`/messages/${dossierId}/${id}`)).texte).toContain('Renvoyer')
    expect((await ts.envoyer(`/messages/${dossierId}/${id}/renvoyer`, {})).statut).toBe(303)
    expect(
      await lignes('SELECT etat, destinataire, erreur FROM messages.message WHERE id = $1', [id]),
    ).toEqual([{ etat: 'a_envoyer', destinataire: '+33612345634', erreur: null }])
    expect(await quoi(id)).toEqual(['renvoye'])
    const encore = await ts.envoyer(`/messages/${dossierId}/${id}/renvoyer`, {})
    expect([encore.statut, encore.texte.includes('il n’y a rien à renvoyer')]).toEqual([422, true])
  })
  it('Même vers le numéro où il n’était pas arrivé : l’agent peut essayer encore', async () => {
    const { dossierId, id } = await message({ etat: 'echec', dossier: 1 })
    expect((await ts.envoyer(`/messages/${dossierId}/${id}/renvoyer`, {})).statut).toBe(303)
    expect(await etat(id)).toBe('a_envoyer')
  })
  it('Ni ce qui ne dit plus vrai, ni ce qui est trop tard, ni quand plus rien ne l’atteint', async () => {
    const depasse = await message({ etat: 'perime', dossier: 2 })
    await e.proprietaire.query(
      `INSERT INTO messages.evenement (dossier_id, message_id, quoi) VALUES ($1, $2, 'depasse')`,
      [depasse.dossierId, depasse.id],
    )
    expect(
      (await ts.envoyer(`/messages/${depasse.dossierId}/${depasse.id}/renvoyer`, {})).texte,
    ).toContain('La convocation a changé depuis')
    const tard = await message({ etat: 'perime', dossier: 2, utile: '2026-11-24 08:30+01' })
    expect(
      (await ts.envoyer(`/messages/${tard.dossierId}/${tard.id}/renvoyer`, {})).texte,
    ).toContain('L’heure de la convocation est passée')
    await e.proprietaire.query(
      'UPDATE dossiers.personne SET refuse_sms = true WHERE dossier_id = $1',
      [personnes[2]?.id],
    )
    const refuse = await message({ etat: 'incertain', dossier: 2 })
    expect(
      (await ts.envoyer(`/messages/${refuse.dossierId}/${refuse.id}/renvoyer`, {})).texte,
    ).toContain('La personne refuse les SMS')
    expect(await etat(refuse.id)).toBe('incertain')
  })
  it('Dit par téléphone : ce qui attendait ne part pas, ce qui avait échoué quitte la liste à traiter', async () => {
    const [attend, echoue] = [
      await message({ dossier: 4 }),
      await message({ etat: 'echec', dossier: 4 }),
    ]
    for (const m of [attend, echoue])
      expect(
        (
          await ts.envoyer(`/messages/${m.dossierId}/${m.id}/dit-par-telephone`, {
            precision: 'a bien noté',
          })
        ).statut,
      ).toBe(303)
    expect([await etat(attend.id), await etat(echoue.id)]).toEqual(['annule', 'echec'])
    const marque = `texte numéro ${combien}`
    expect((await ts.ouvrir('/messages?etat=a_traiter')).texte).not.toContain(marque)
    expect((await ts.ouvrir(`/messages/${echoue.dossierId}/${echoue.id}`)).texte).toMatch(
      /dit par téléphone[^<]*\([^<]* : a bien noté\)/,
    )
    const recu = await message({ etat: 'recu', dossier: 4 })
    expect(
      (await ts.envoyer(`/messages/${recu.dossierId}/${recu.id}/dit-par-telephone`, {})).texte,
    ).toContain('il n’y a rien à dire à sa place')
  })
  it('Qui ne fait que lire ne renvoie rien', async () => {
    const { dossierId, id } = await message({ etat: 'echec', dossier: 5 })
    expect((await surveillant.ouvrir(`/messages/${dossierId}/${id}`)).statut).toBe(200)
    expect((await surveillant.ouvrir(`/messages/${dossierId}/${id}/renvoyer`)).statut).toBe(403)
    expect(
      (await surveillant.envoyer(`/messages/${dossierId}/${id}/renvoyer`, {}, '/compte')).statut,
    ).toBe(403)
    expect(await etat(id)).toBe('echec')
  })
})

describe('Injoignables et lettres', () => {
  it('Un numéro mort est listé avec la personne ; corrigé, il ne l’est plus', async () => {
    const { dossierId } = await message({ etat: 'echec', dossier: 6 })
    const nom = personnes[6]?.nom ?? ''
    expect((await ts.ouvrir('/messages/injoignables')).texte).toContain(nom)
    expect((await ailleurs.ouvrir('/messages/injoignables')).texte).not.toContain(nom)
    await e.proprietaire.query(
      `UPDATE dossiers.personne SET telephone = '06 00 00 00 01' WHERE dossier_id = $1`,
      [dossierId],
    )
    expect((await ts.ouvrir('/messages/injoignables')).texte).not.toContain(nom)
  })
  it('Les lettres s’impriment, se notent, et ne sont plus à imprimer ; celles d’un autre service ne bougent pas', async () => {
    const lettre = await message({
      canal: 'lettre',
      etat: 'a_imprimer',
      dossier: 7,
      destinataire: '1 rue X, 67000 Strasbourg',
    })
    const etrangere = await message({ canal: 'lettre', etat: 'a_imprimer', dossier: 7 })
    await e.proprietaire.query(
      `UPDATE messages.message SET entite_id = (SELECT id FROM moyens.service WHERE departement = '57') WHERE id = $1`,
      [etrangere.id],
    )
    const page = (await ts.ouvrir('/messages/lettres')).texte
    expect(page).toContain('1 rue X, 67000 Strasbourg')
    expect((await ts.envoyer('/messages/lettres', {})).statut).toBe(422)
    expect(
      (await ts.envoyer('/messages/lettres', { 'ids[0]': lettre.id, 'ids[1]': etrangere.id }))
        .statut,
    ).toBe(303)
    expect([await etat(lettre.id), await etat(etrangere.id)]).toEqual(['imprime', 'a_imprimer'])
    expect(await quoi(lettre.id)).toEqual(['imprime'])
    expect((await ts.ouvrir('/messages/lettres')).texte).toContain('Aucune lettre n’attend')
  })
})

describe('La personne dit stop', () => {
  it('Lire la page ne fait rien, le bouton s’oppose et retire ce qui attendait, deux fois est sans effet', async () => {
    const { dossierId, id } = await message({ dossier: 8 })
    await e.proprietaire.query(`INSERT INTO messages.lien_arret VALUES ($1, 'abcdEFGH12_-')`, [
      dossierId,
    ])
    const anonyme = new Navigateur(p)
    const page = await anonyme.ouvrir('/s/abcdEFGH12_-')
    expect(page.statut).toBe(200)
    for (const langue of ['fr', 'en', 'ar', 'es', 'pt', 'ro', 'ru', 'tr'])
      expect(page.texte).toContain(`<li lang="${langue}"`)
    expect(page.texte).not.toMatch(new RegExp(`${personnes[8]?.nom}|SPIP|probation|justice`, 'i'))
    expect([
      await etat(id),
      (await lignes('SELECT 1 FROM messages.opposition WHERE dossier_id = $1', [dossierId])).length,
    ]).toEqual(['a_envoyer', 0])
    const fait = await anonyme.envoyer('/s/abcdEFGH12_-', {})
    const encore = await anonyme.envoyer('/s/abcdEFGH12_-', {})
    expect([fait.statut, encore.statut]).toEqual([200, 200])
    expect(
      await lignes(
        'SELECT canal, voie FROM messages.opposition WHERE dossier_id = $1 ORDER BY canal',
        [dossierId],
      ),
    ).toEqual([
      { canal: 'courriel', voie: 'lien' },
      { canal: 'sms', voie: 'lien' },
    ])
    expect([await etat(id), await quoi(id)]).toEqual(['annule', ['annule']])
  })
  it('Un lien inconnu, ou qui n’en est pas un, dit exactement la même chose', async () => {
    const anonyme = new Navigateur(p)
    await anonyme.ouvrir('/s/abcdEFGH12_-')
    const connu = await anonyme.ouvrir('/s/abcdEFGH12_-')
    const inconnu = await anonyme.ouvrir('/s/zzzzzzzzzzzz')
    expect([inconnu.statut, inconnu.texte]).toEqual([connu.statut, connu.texte])
    const [reponseConnue, reponseInconnue, bizarre] = [
      await anonyme.envoyer('/s/abcdEFGH12_-', {}),
      await anonyme.envoyer('/s/zzzzzzzzzzzz', {}),
      await anonyme.envoyer("/s/a'%3B--", {}),
    ]
    expect([reponseInconnue.texte, bizarre.texte]).toEqual([
      reponseConnue.texte,
      reponseConnue.texte,
    ])
    expect(await lignes(`SELECT count(*)::int AS n FROM messages.opposition`)).toEqual([{ n: 2 }])
  })
  it('Au-delà de soixante envois par minute d’un même endroit, on attend', async () => {
    const anonyme = new Navigateur(p)
    const statuts = new Set<number>()
    for (let i = 0; i < 70; i += 1)
      statuts.add((await anonyme.envoyer('/s/zzzzzzzzzzzz', { _jeton: '' })).statut)
    expect([...statuts]).toEqual([200, 429])
  })
  it('Un agent note l’opposition, puis la lève à la demande de la personne, avec un motif, une fois', async () => {
    const { dossierId, id } = await message({ dossier: 9 })
    const base = `/dossiers/${dossierId}/messages`
    expect((await ts.envoyer(`${base}/opposition`, {})).texte).toContain(
      'Choisissez ce que la personne refuse',
    )
    expect((await ts.envoyer(`${base}/opposition`, { 'canaux[0]': 'sms' })).statut).toBe(303)
    expect(await etat(id)).toBe('annule')
    expect((await ts.ouvrir(base)).texte).toMatch(/notée par un agent[\s\S]*Lever, à sa demande/)
    const [o] = await lignes('SELECT id FROM messages.opposition WHERE dossier_id = $1', [
      dossierId,
    ])
    const lever = `${base}/oppositions/${o.id}/lever`
    expect((await ts.envoyer(lever, {})).texte).toContain('Dites comment la personne l’a demandé')
    expect((await surveillant.ouvrir(lever)).statut).toBe(403)
    expect((await ts.envoyer(lever, { motif: 'À l’entretien du 24 novembre' })).statut).toBe(303)
    expect((await ts.envoyer(lever, { motif: 'Encore' })).texte).toContain('déjà levée')
    expect((await ts.ouvrir(base)).texte).toContain('À l’entretien du 24 novembre')
    const [j] = await lignes(
      `SELECT motif FROM acces.journal_ecriture WHERE commande = 'messages.lever-opposition' AND dossier_id = $1`,
      [dossierId],
    )
    expect(j.motif).toBe('À l’entretien du 24 novembre')
  })
})
