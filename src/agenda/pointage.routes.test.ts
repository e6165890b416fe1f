import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { bancDeLAccueil, type Personne } from './accueil.builder.ts'
import { noterEtat } from './convocation.commands.ts'

let banc: Awaited<ReturnType<typeof bancDeLAccueil>>
beforeAll(async () => {
  banc = await bancDeLAccueil()
}, 60_000)
afterAll(() => banc.fermer())

describe('L’accueil un jour de soixante', () => {
  it('Pointe une arrivée, voit l’attente, et retrouve son filtre ; puis un départ ; chaque geste s’annule et l’historique le garde', async () => {
    const [a] = banc.personnes as [Personne]
    const r = await banc.desk.envoyer(`${banc.arrivee(a)}?q=e`, { vu: 'attendue' }, '/accueil')
    expect([r.statut, r.vers]).toEqual([303, `/accueil?le=${LE}&q=e`])
    banc.e.avancer({ minutes: 25 })
    const apres = (await banc.desk.ouvrir('/accueil')).texte
    expect(apres).toContain('attend depuis 25 min')
    expect(apres).toContain('1 personne attend')
    expect((await banc.desk.ouvrir('/accueil/presents')).texte).toContain('1 personne présente')
    expect(
      (await banc.desk.envoyer(`${banc.arrivee(a)}/depart`, { vu: 'arrivee' }, '/accueil')).statut,
    ).toBe(303)
    expect((await banc.desk.ouvrir('/accueil/presents')).texte).toContain(
      'Personne n’est pointé présent',
    )
    expect(
      (await banc.desk.envoyer(`${banc.arrivee(a)}/annuler`, { vu: 'partie' }, '/accueil')).statut,
    ).toBe(303)
    expect((await banc.desk.ouvrir('/accueil')).texte).toContain('attend depuis')
    expect(
      (await banc.desk.envoyer(`${banc.arrivee(a)}/annuler`, { vu: 'arrivee' }, '/accueil')).statut,
    ).toBe(303)
    expect((await banc.desk.ouvrir('/accueil')).texte).not.toContain('attend depuis')
    expect(
      (await banc.desk.envoyer(`${banc.arrivee(a)}/annuler`, { vu: 'attendue' }, '/accueil')).texte,
    ).toContain('aucun geste de l’accueil à annuler')
    expect(await banc.histoire(a)).toEqual([
      'arrivee',
      'depart',
      'depart_retire',
      'arrivee_retiree',
    ])
  })
  it('Note « absent » après l’heure seulement, sans message et sans décider de la suite ; d’un clic, c’est annulé', async () => {
    const premier = banc.personnes[0] as Personne
    const dernier = banc.personnes.at(-1) as Personne
    const absent = (c: Personne, vu = 'attendue') =>
      banc.desk.envoyer(`${banc.arrivee(c)}/absence`, { vu }, '/accueil')
    const page = (await banc.desk.ouvrir('/accueil')).texte
    expect(page).toContain(`${banc.arrivee(premier)}/absence`)
    expect(page).not.toContain(`${banc.arrivee(dernier)}/absence`)
    const tot = await absent(dernier)
    expect(tot.statut).toBe(422)
    expect(tot.texte).toContain('L’heure n’est pas encore passée')
    expect((await absent(premier)).statut).toBe(303)
    expect(await banc.etat(premier)).toBe('manquee')
    expect(
      (
        await banc.e.proprietaire.query('SELECT 1 FROM messages.message WHERE objet_id = $1', [
          premier.id,
        ])
      ).rows,
    ).toEqual([])
    expect((await absent(premier, 'absente')).statut).toBe(422)
    const dites = async () =>
      (
        await banc.e.proprietaire.query(
          "SELECT 1 FROM dossiers.nouvelle WHERE cible_id = $1 AND nature = 'convocation_manquee' AND reglee_a IS NULL",
          [premier.id],
        )
      ).rowCount
    expect(await dites()).toBeGreaterThan(0)
    expect(
      (await banc.desk.envoyer(`${banc.arrivee(premier)}/annuler`, { vu: 'absente' }, '/accueil'))
        .statut,
    ).toBe(303)
    expect(await banc.etat(premier)).toBe('prevue')
    expect(await dites()).toBe(0)
    // Noted absent, and comes after all.
    expect((await absent(premier)).statut).toBe(303)
    expect(
      (await banc.desk.envoyer(banc.arrivee(premier), { vu: 'absente' }, '/accueil')).statut,
    ).toBe(303)
    expect(await banc.etat(premier)).toBe('prevue')
    expect((await banc.desk.ouvrir('/accueil')).texte).toContain('attend depuis 0 min')
  })
  it('Une excuse est dite à qui suit la personne ; venue quand même, son arrivée se pointe, même si sa place est donnée', async () => {
    const excusee = banc.personnes.at(-2) as Personne
    const duJour = (
      await banc.e.proprietaire.query('SELECT id FROM agenda.convocation WHERE le = $1', [LE])
    ).rows.map(c => c.id)
    const dites = async () =>
      (
        await banc.e.proprietaire.query(
          "SELECT 1 FROM dossiers.nouvelle WHERE cible_id = $1 AND nature = 'convocation_excusee' AND reglee_a IS NULL",
          [excusee.id],
        )
      ).rowCount
    expect(
      (await banc.desk.envoyer(`${banc.arrivee(excusee)}/excuse`, { vu: 'attendue' }, '/accueil'))
        .statut,
    ).toBe(303)
    expect([await banc.etat(excusee), await dites()]).toEqual(['excusee', 1])
    // Its place, and every other one of that hour, is given.
    await banc.e.proprietaire.query(
      `INSERT INTO agenda.convocation (dossier_id, service_id, lieu_id, agenda_id, plage_id, place, capacite, type, lieu, adresse, le, heure, duree_minutes, creee_par)
       SELECT (SELECT dossier_id FROM dossiers.v_perimetre x WHERE x.entite_id = c.service_id AND NOT EXISTS
         (SELECT 1 FROM agenda.convocation y WHERE y.dossier_id = x.dossier_id AND y.le = c.le) LIMIT 1), service_id, lieu_id, agenda_id, plage_id, place,
         capacite, type, lieu, adresse, le, heure, duree_minutes, creee_par FROM agenda.convocation c WHERE id = $1`,
      [excusee.id],
    )
    expect(
      (await banc.desk.envoyer(banc.arrivee(excusee), { vu: 'excusee' }, '/accueil')).statut,
    ).toBe(303)
    expect([await banc.etat(excusee), await dites()]).toEqual(['excusee', 0])
    expect(await banc.histoire(excusee)).toEqual(['excusee', 'arrivee'])
    expect(
      (await banc.desk.envoyer(`${banc.arrivee(excusee)}/annuler`, { vu: 'arrivee' }, '/accueil'))
        .statut,
    ).toBe(303)
    expect(await banc.etat(excusee)).toBe('excusee')
    await banc.e.proprietaire.query(
      'DELETE FROM agenda.convocation WHERE le = $1 AND id <> ALL ($2::uuid[])',
      [LE, duJour],
    )
  })
  it('Deux accueils à la fois : le second apprend ce que le premier a fait, et rien n’est écrit par-dessus', async () => {
    const c = banc.personnes[1] as Personne
    const [un, autre] = await Promise.all([
      banc.desk.envoyer(banc.arrivee(c), { vu: 'attendue' }, '/accueil'),
      banc.collegue.envoyer(`${banc.arrivee(c)}/absence`, { vu: 'attendue' }, '/accueil'),
    ])
    expect([un.statut, autre.statut].sort()).toEqual([303, 422])
    const refuse = un.statut === 422 ? un : autre
    expect(refuse.texte).toContain('vient de changer cette ligne')
    expect((await banc.histoire(c)).length).toBe(1)
  })
  it('Une visite, un appel : ni arrivée ni absence à l’accueil, montrées ou envoyées ; une excuse se note et s’annule', async () => {
    const c = banc.personnes[2] as Personne
    for (const modalite of ['domicile', 'telephone', 'visio']) {
      await banc.e.proprietaire.query('UPDATE agenda.convocation SET modalite = $2 WHERE id = $1', [
        c.id,
        modalite,
      ])
      const page = (await banc.desk.ouvrir('/accueil')).texte
      expect(page, modalite).not.toContain(`${banc.arrivee(c)}?`)
      expect(page, modalite).not.toContain(`${banc.arrivee(c)}/absence`)
      for (const geste of ['', '/absence']) {
        const r = await banc.desk.envoyer(
          `${banc.arrivee(c)}${geste}`,
          { vu: 'attendue' },
          '/accueil',
        )
        expect([r.statut, r.texte.includes('personne ne passe à l’accueil')], modalite).toEqual([
          422,
          true,
        ])
      }
      expect(await banc.etat(c)).toBe('prevue')
    }
    expect(
      (await banc.desk.envoyer(`${banc.arrivee(c)}/excuse`, { vu: 'attendue' }, '/accueil')).statut,
    ).toBe(303)
    expect(await banc.etat(c)).toBe('excusee')
    expect(
      (await banc.desk.envoyer(`${banc.arrivee(c)}/annuler`, { vu: 'excusee' }, '/accueil')).statut,
    ).toBe(303)
    expect(await banc.etat(c)).toBe('prevue')
  })
  it('Une absence qui soldait une décision en attente, annulée : elle est de nouveau à décider', async () => {
    const c = banc.personnes[3] as Personne
    const enAttente = async () =>
      (
        await banc.e.proprietaire.query(
          'SELECT 1 FROM agenda.a_decider WHERE convocation_id = $1 AND decidee_a IS NULL',
          [c.id],
        )
      ).rowCount
    await banc.e.proprietaire.query(
      "INSERT INTO agenda.a_decider (dossier_id, convocation_id, motif, par) VALUES ($1, $2, 'absence', $3)",
      [c.dossier_id, c.id, banc.ts],
    )
    await banc.desk.envoyer(`${banc.arrivee(c)}/excuse`, { vu: 'attendue' }, '/accueil')
    expect(await enAttente()).toBe(0)
    await banc.desk.envoyer(`${banc.arrivee(c)}/annuler`, { vu: 'excusee' }, '/accueil')
    expect(await enAttente()).toBe(1)
  })
  it('Ce que l’agent a noté, l’accueil ne l’annule pas', async () => {
    const c = banc.personnes[4] as Personne
    await executer(banc.e.hote, banc.ts, noterEtat, {
      dossierId: c.dossier_id,
      convocationId: c.id,
      etat: 'manquee',
    })
    expect((await banc.desk.ouvrir('/accueil')).texte).not.toContain(`${banc.arrivee(c)}/annuler`)
    expect(
      (await banc.desk.envoyer(`${banc.arrivee(c)}/annuler`, { vu: 'absente' }, '/accueil')).texte,
    ).toContain('Ce n’est pas l’accueil')
    expect(await banc.etat(c)).toBe('manquee')
  })
  it('Une arrivée se corrige et se retire depuis sa page, avec un motif ; l’ancienne heure reste', async () => {
    const c = banc.personnes[6] as Personne
    await banc.desk.envoyer(banc.arrivee(c), { vu: 'attendue' }, '/accueil')
    const page = `/dossiers/${c.dossier_id}/convocations/${c.id}`
    const corriger = (plus: object) =>
      banc.desk.envoyer(`${banc.arrivee(c)}/corriger`, {
        arriveeHeure: '08:40',
        motif: 'Pointée en retard',
        ...plus,
      })
    expect((await corriger({ motif: '' })).texte).toContain('Dites pourquoi vous corrigez')
    expect((await corriger({ arriveeHeure: '23:50' })).texte).toContain(
      'Cette heure n’est pas encore passée',
    )
    expect((await corriger({})).statut).toBe(303)
    const lue = (await banc.desk.ouvrir(page)).texte
    expect(lue).toContain('24/11/2026 à 8 h 40')
    expect(lue).toContain('Arrivée corrigée ; avant : arrivée le')
    expect(lue).toContain('Pointée en retard')
    expect(
      (await banc.desk.envoyer(`${banc.arrivee(c)}/retirer`, { motif: 'Ce n’était pas elle' }))
        .statut,
    ).toBe(303)
    expect((await banc.desk.ouvrir(page)).texte).toContain(
      'Arrivée retirée ; avant : arrivée le 24/11/2026 à 8 h 40',
    )
    expect(
      (
        await banc.desk.envoyer(`${banc.arrivee(c)}/corriger`, {
          arriveeHeure: '08:40',
          motif: 'Pas à l’heure',
        })
      ).texte,
    ).toContain('Aucune arrivée')
  })
})
