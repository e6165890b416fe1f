import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Navigateur } from '../../tests/base.ts'
import { nouvelleBoite } from './boite.builder.ts'

let boite: Awaited<ReturnType<typeof nouvelleBoite>>
let ts: Navigateur
let surveillant: Navigateur
beforeAll(async () => {
  boite = await nouvelleBoite()
  ts = await boite.entrer('ts.67')
  surveillant = await boite.entrer('surveillant.67')
})
afterAll(() => boite.fermer())

describe('La personne dit stop', () => {
  it('Lire la page ne fait rien, le bouton s’oppose et retire ce qui attendait, deux fois est sans effet', async () => {
    const { dossierId, id } = await boite.message({ dossier: 8 })
    await boite.e.proprietaire.query(
      `INSERT INTO messages.lien_arret VALUES ($1, 'abcdEFGH12_-')`,
      [dossierId],
    )
    const anonyme = new Navigateur(boite.p)
    const page = await anonyme.ouvrir('/s/abcdEFGH12_-')
    expect(page.statut).toBe(200)
    for (const langue of ['fr', 'en', 'ar', 'es', 'pt', 'ro', 'ru', 'tr'])
      expect(page.texte).toContain(`<li lang="${langue}"`)
    expect(page.texte).not.toMatch(
      new RegExp(`${boite.personnes[8]?.nom}|SPIP|probation|justice`, 'i'),
    )
    expect([
      await boite.etat(id),
      (await boite.lignes('SELECT 1 FROM messages.opposition WHERE dossier_id = $1', [dossierId]))
        .length,
    ]).toEqual(['a_envoyer', 0])
    const fait = await anonyme.envoyer('/s/abcdEFGH12_-', {})
    const encore = await anonyme.envoyer('/s/abcdEFGH12_-', {})
    expect([fait.statut, encore.statut]).toEqual([200, 200])
    expect(
      await boite.lignes(
        'SELECT canal, voie FROM messages.opposition WHERE dossier_id = $1 ORDER BY canal',
        [dossierId],
      ),
    ).toEqual([
      { canal: 'courriel', voie: 'lien' },
      { canal: 'sms', voie: 'lien' },
    ])
    expect([await boite.etat(id), await boite.quoi(id)]).toEqual(['annule', ['annule']])
  })
  it('Un lien inconnu, ou qui n’en est pas un, dit exactement la même chose', async () => {
    const anonyme = new Navigateur(boite.p)
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
    expect(await boite.lignes(`SELECT count(*)::int AS n FROM messages.opposition`)).toEqual([
      { n: 2 },
    ])
  })
  it('Au-delà de soixante envois par minute d’un même endroit, on attend', async () => {
    const anonyme = new Navigateur(boite.p)
    const statuts = new Set<number>()
    for (let i = 0; i < 70; i += 1)
      statuts.add((await anonyme.envoyer('/s/zzzzzzzzzzzz', { _jeton: '' })).statut)
    expect([...statuts]).toEqual([200, 429])
  })
  it('Un agent note l’opposition, puis la lève à la demande de la personne, avec un motif, une fois', async () => {
    const { dossierId, id } = await boite.message({ dossier: 9 })
    const base = `/dossiers/${dossierId}/messages`
    expect((await ts.envoyer(`${base}/opposition`, {})).texte).toContain(
      'Choisissez ce que la personne refuse',
    )
    expect((await ts.envoyer(`${base}/opposition`, { 'canaux[0]': 'sms' })).statut).toBe(303)
    expect(await boite.etat(id)).toBe('annule')
    expect((await ts.ouvrir(base)).texte).toMatch(/notée par un agent[\s\S]*Lever, à sa demande/)
    const [o] = await boite.lignes('SELECT id FROM messages.opposition WHERE dossier_id = $1', [
      dossierId,
    ])
    const lever = `${base}/oppositions/${o.id}/lever`
    expect((await ts.envoyer(lever, {})).texte).toContain('Dites comment la personne l’a demandé')
    expect((await surveillant.ouvrir(lever)).statut).toBe(403)
    expect((await ts.envoyer(lever, { motif: 'À l’entretien du 24 novembre' })).statut).toBe(303)
    expect((await ts.envoyer(lever, { motif: 'Encore' })).texte).toContain('déjà levée')
    expect((await ts.ouvrir(base)).texte).toContain('À l’entretien du 24 novembre')
    const [j] = await boite.lignes(
      `SELECT motif FROM acces.journal_ecriture WHERE commande = 'messages.lever-opposition' AND dossier_id = $1`,
      [dossierId],
    )
    expect(j.motif).toBe('À l’entretien du 24 novembre')
  })
})
