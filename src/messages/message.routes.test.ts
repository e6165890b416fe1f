import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Navigateur } from '../../tests/base.ts'
import { type AInserer, nouvelleBoite } from './boite.builder.ts'

let boite: Awaited<ReturnType<typeof nouvelleBoite>>
let ts: Navigateur
let ailleurs: Navigateur
let surveillant: Navigateur
beforeAll(async () => {
  boite = await nouvelleBoite()
  ts = await boite.entrer('ts.67')
  ailleurs = await boite.entrer('ts.57')
  surveillant = await boite.entrer('surveillant.67')
})
afterAll(() => boite.fermer())

describe('La boîte d’envoi du service', () => {
  it('Vide, elle le dit ; puis montre à qui, quoi, et où en est chaque message, numéro masqué', async () => {
    expect((await ts.ouvrir('/messages')).texte).toContain('Aucun message')
    await boite.message()
    await boite.message({ etat: 'recu' })
    await boite.message({ etat: 'echec' })
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
    const { dossierId, id } = await boite.message({ etat: 'echec' })
    expect((await ailleurs.ouvrir('/messages')).texte).not.toContain('texte numéro')
    for (const suite of ['', '/renvoyer', '/dit-par-telephone'])
      expect((await ailleurs.ouvrir(`/messages/${dossierId}/${id}${suite}`)).statut).toBe(404)
    expect(
      (await ailleurs.envoyer(`/messages/${dossierId}/${id}/renvoyer`, {}, '/messages/lettres'))
        .statut,
    ).toBe(404)
    expect((await ailleurs.ouvrir(`/dossiers/${dossierId}/messages`)).statut).toBe(404)
    expect(await boite.etat(id)).toBe('echec')
  })
  it('Le message d’un autre service sur un dossier partagé ne se renvoie pas', async () => {
    const { dossierId, id } = await boite.message({ etat: 'echec' })
    const [autre] = await boite.lignes(`SELECT id FROM moyens.service WHERE departement = '57'`)
    await boite.e.proprietaire.query('UPDATE messages.message SET entite_id = $1 WHERE id = $2', [
      autre.id,
      id,
    ])
    expect(
      (await ts.envoyer(`/messages/${dossierId}/${id}/renvoyer`, {}, '/messages/lettres')).statut,
    ).toBe(404)
    expect(await boite.etat(id)).toBe('echec')
  })
  it('Dix mille messages : une page, et la suivante', async () => {
    await boite.e.proprietaire.query(
      `INSERT INTO messages.message (dossier_id, entite_id, moment, canal, destinataire, texte, envoi_a, utile_jusqua, etat, cle)
       SELECT $1, $2, 'rappel', 'sms', '+33612345634', 'masse ' || g, now(), now(), 'recu', 'masse:' || g FROM generate_series(1, 10000) g`,
      [boite.personnes[3]?.id, boite.personnes[3]?.service],
    )
    await boite.e.proprietaire.query('ANALYZE messages.message')
    const debut = performance.now()
    const page = await ts.ouvrir('/messages?etat=recus&page=150')
    expect([page.statut, performance.now() - debut < 1500]).toEqual([200, true])
    expect(page.texte).toMatch(/Page suivante/)
    await boite.e.proprietaire.query(`DELETE FROM messages.message WHERE cle LIKE 'masse:%'`)
  })
})

describe('Un message en doute', () => {
  const enDoute = async (m: AInserer, ...histoire: string[]) => {
    const { dossierId, id } = await boite.message({ etat: 'incertain', ...m })
    for (const dit of histoire)
      await boite.e.proprietaire.query(
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
    const { dossierId, id } = await boite.message({
      etat: 'echec',
      dossier: 10,
      destinataire: '+33699999999',
    })
    expect((await ts.ouvrir(`/messages/${dossierId}/${id}`)).texte).toContain('Renvoyer')
    expect((await ts.envoyer(`/messages/${dossierId}/${id}/renvoyer`, {})).statut).toBe(303)
    expect(
      await boite.lignes('SELECT etat, destinataire, erreur FROM messages.message WHERE id = $1', [
        id,
      ]),
    ).toEqual([{ etat: 'a_envoyer', destinataire: '+33612345634', erreur: null }])
    expect(await boite.quoi(id)).toEqual(['renvoye'])
    const encore = await ts.envoyer(`/messages/${dossierId}/${id}/renvoyer`, {})
    expect([encore.statut, encore.texte.includes('il n’y a rien à renvoyer')]).toEqual([422, true])
  })
  it('Même vers le numéro où il n’était pas arrivé : l’agent peut essayer encore', async () => {
    const { dossierId, id } = await boite.message({ etat: 'echec', dossier: 1 })
    expect((await ts.envoyer(`/messages/${dossierId}/${id}/renvoyer`, {})).statut).toBe(303)
    expect(await boite.etat(id)).toBe('a_envoyer')
  })
  it('Ni ce qui ne dit plus vrai, ni ce qui est trop tard, ni quand plus rien ne l’atteint', async () => {
    const depasse = await boite.message({ etat: 'perime', dossier: 2 })
    await boite.e.proprietaire.query(
      `INSERT INTO messages.evenement (dossier_id, message_id, quoi) VALUES ($1, $2, 'depasse')`,
      [depasse.dossierId, depasse.id],
    )
    expect(
      (await ts.envoyer(`/messages/${depasse.dossierId}/${depasse.id}/renvoyer`, {})).texte,
    ).toContain('La convocation a changé depuis')
    const tard = await boite.message({ etat: 'perime', dossier: 2, utile: '2026-11-24 08:30+01' })
    expect(
      (await ts.envoyer(`/messages/${tard.dossierId}/${tard.id}/renvoyer`, {})).texte,
    ).toContain('L’heure de la convocation est passée')
    await boite.e.proprietaire.query(
      'UPDATE dossiers.personne SET refuse_sms = true WHERE dossier_id = $1',
      [boite.personnes[2]?.id],
    )
    const refuse = await boite.message({ etat: 'incertain', dossier: 2 })
    expect(
      (await ts.envoyer(`/messages/${refuse.dossierId}/${refuse.id}/renvoyer`, {})).texte,
    ).toContain('La personne refuse les SMS')
    expect(await boite.etat(refuse.id)).toBe('incertain')
  })
  it('Dit par téléphone : ce qui attendait ne part pas, ce qui avait échoué quitte la liste à traiter', async () => {
    const [attend, echoue] = [
      await boite.message({ dossier: 4 }),
      await boite.message({ etat: 'echec', dossier: 4 }),
    ]
    for (const m of [attend, echoue])
      expect(
        (
          await ts.envoyer(`/messages/${m.dossierId}/${m.id}/dit-par-telephone`, {
            precision: 'a bien noté',
          })
        ).statut,
      ).toBe(303)
    expect([await boite.etat(attend.id), await boite.etat(echoue.id)]).toEqual(['annule', 'echec'])
    const marque = `texte numéro ${echoue.rang}`
    expect((await ts.ouvrir('/messages?etat=a_traiter')).texte).not.toContain(marque)
    expect((await ts.ouvrir(`/messages/${echoue.dossierId}/${echoue.id}`)).texte).toMatch(
      /dit par téléphone[^<]*\([^<]* : a bien noté\)/,
    )
    const recu = await boite.message({ etat: 'recu', dossier: 4 })
    expect(
      (await ts.envoyer(`/messages/${recu.dossierId}/${recu.id}/dit-par-telephone`, {})).texte,
    ).toContain('il n’y a rien à dire à sa place')
  })
  it('Qui ne fait que lire ne renvoie rien', async () => {
    const { dossierId, id } = await boite.message({ etat: 'echec', dossier: 5 })
    expect((await surveillant.ouvrir(`/messages/${dossierId}/${id}`)).statut).toBe(200)
    expect((await surveillant.ouvrir(`/messages/${dossierId}/${id}/renvoyer`)).statut).toBe(403)
    expect(
      (await surveillant.envoyer(`/messages/${dossierId}/${id}/renvoyer`, {}, '/compte')).statut,
    ).toBe(403)
    expect(await boite.etat(id)).toBe('echec')
  })
})

describe('Injoignables et lettres', () => {
  it('Un numéro mort est listé avec la personne ; corrigé, il ne l’est plus', async () => {
    const { dossierId } = await boite.message({ etat: 'echec', dossier: 6 })
    const nom = boite.personnes[6]?.nom ?? ''
    expect((await ts.ouvrir('/messages/injoignables')).texte).toContain(nom)
    expect((await ailleurs.ouvrir('/messages/injoignables')).texte).not.toContain(nom)
    await boite.e.proprietaire.query(
      `UPDATE dossiers.personne SET telephone = '06 00 00 00 01' WHERE dossier_id = $1`,
      [dossierId],
    )
    expect((await ts.ouvrir('/messages/injoignables')).texte).not.toContain(nom)
  })
  it('Les lettres s’impriment, se notent, et ne sont plus à imprimer ; celles d’un autre service ne bougent pas', async () => {
    const lettre = await boite.message({
      canal: 'lettre',
      etat: 'a_imprimer',
      dossier: 7,
      destinataire: '1 rue X, 67000 Strasbourg',
    })
    const etrangere = await boite.message({ canal: 'lettre', etat: 'a_imprimer', dossier: 7 })
    await boite.e.proprietaire.query(
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
    expect([await boite.etat(lettre.id), await boite.etat(etrangere.id)]).toEqual([
      'imprime',
      'a_imprimer',
    ])
    expect(await boite.quoi(lettre.id)).toEqual(['imprime'])
    expect((await ts.ouvrir('/messages/lettres')).texte).toContain('Aucune lettre n’attend')
  })
})
