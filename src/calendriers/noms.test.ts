import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai, ouvrirA } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { inventer, ouvrirLeSien, relire } from './calendrier.builder.ts'

let e: Essai
let p: Plateforme
let ts: Navigateur
let dfspip: Navigateur
let { un, convoquer } = {} as ReturnType<typeof inventer>
beforeAll(async () => {
  e = await nouvelEssai()
  ;({ un, convoquer } = inventer(e))
  p = await application(e)
  ;[ts, dfspip] = [
    await new Navigateur(p).entrer('ts.67'),
    await new Navigateur(p).entrer('dfspip.67'),
  ]
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

describe('Les noms', () => {
  it('Refusés tant que le service ne les admet pas ; admis, ils sont lus avec une ligne au journal ; retirés, ils ne sortent plus', async () => {
    const { dossierId, id } = await convoquer('2026-12-15', '15:00')
    const { nom } = await un<{ nom: string }>(
      'SELECT nom_complet AS nom FROM dossiers.v_identite WHERE dossier_id = $1',
      [dossierId],
    )
    expect((await ts.ouvrir('/calendriers')).texte).not.toContain('nom de la personne')
    const refus = await ts.envoyer('/calendriers/le-mien', { detail: 'noms' }, '/calendriers')
    expect([
      refus.statut,
      (await ts.ouvrir('/calendriers')).texte.includes('n’admet pas les noms'),
    ]).toEqual([303, true])
    expect(
      (await dfspip.envoyer('/calendriers/reglage', { avecNoms: 'oui', version: '0' })).statut,
    ).toBe(303)
    const chemin = await ouvrirLeSien(ts, 'noms')
    const avant = await un<{ n: number }>(
      "SELECT count(*)::int AS n FROM acces.journal_lecture WHERE route = '/flux'",
    )
    const lu = await relire(p, chemin)
    expect(lu.par(id)?.summary).toBe(`Convocation de suivi SPIP : ${nom}`)
    const apres = await un<{ n: number; qui: string }>(
      "SELECT count(*)::int AS n, min(compte_id::text) AS qui FROM acces.journal_lecture WHERE route = '/flux'",
    )
    expect([apres.n, apres.qui]).toEqual([avant.n + 1, await e.agent('ts.67')])
    await p.app.inject({ url: chemin, headers: { 'if-none-match': String(lu.entetes.etag) } })
    expect(
      (
        await un<{ n: number }>(
          "SELECT count(*)::int AS n FROM acces.journal_lecture WHERE route = '/flux'",
        )
      ).n,
    ).toBe(apres.n)
    expect(
      (await dfspip.envoyer('/calendriers/reglage', { avecNoms: 'non', version: '1' })).statut,
    ).toBe(303)
    const sans = await relire(p, chemin)
    expect(sans.par(id)?.summary).toBe('Convocation de suivi SPIP')
    expect(sans.texte).not.toContain(nom)
  })
  it('Le nom de qui n’est plus dans le périmètre du service ne sort plus : son dossier est parti, son heure reste', async () => {
    await e.proprietaire.query('UPDATE calendriers.reglage SET flux_avec_noms = true')
    const { dossierId, id } = await convoquer('2026-12-16', '15:00')
    const { nom } = await un<{ nom: string }>(
      'SELECT nom_complet AS nom FROM dossiers.v_identite WHERE dossier_id = $1',
      [dossierId],
    )
    const chemin = await ouvrirLeSien(ts, 'noms')
    expect((await relire(p, chemin)).par(id)?.summary).toBe(`Convocation de suivi SPIP : ${nom}`)
    const { rows } = await e.proprietaire.query(
      'DELETE FROM dossiers.perimetre WHERE dossier_id = $1 RETURNING dossier_id, entite_id, motif',
      [dossierId],
    )
    const parti = await relire(p, chemin)
    expect(parti.par(id)?.summary).toBe('Convocation de suivi SPIP')
    expect(parti.texte).not.toContain(nom)
    for (const r of rows) await ouvrirA(e, r.dossier_id, r.entite_id, r.motif)
    await e.proprietaire.query('UPDATE calendriers.reglage SET flux_avec_noms = false')
  })
  it('Deux qui règlent en même temps : le second est prévenu', async () => {
    const { version } = await un<{ version: number }>('SELECT version FROM calendriers.reglage')
    const r = await dfspip.envoyer('/calendriers/reglage', {
      avecNoms: 'oui',
      version: String(version - 1),
    })
    expect([r.statut, r.texte.includes('a changé pendant que vous lisiez')]).toEqual([422, true])
  })
  it('Un travailleur social ne règle pas, et ne tient pas les liens du service', async () => {
    expect((await ts.ouvrir('/calendriers/reglage')).statut).toBe(403)
    const { statut } = await ts.envoyer(
      '/calendriers/agendas',
      { agendaId: LE, detail: 'types' },
      '/calendriers',
    )
    expect(statut).not.toBe(200)
    expect((await ts.ouvrir('/calendriers')).texte).not.toContain('Agendas du service')
  })
})
