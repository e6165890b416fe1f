import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { ailleurs, chercher, saisieDe, uneInconnue, valeurs } from './audience.builder.ts'

let e: Essai
let p: Plateforme
let bex: Navigateur
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  bex = await new Navigateur(p).entrer('bex.strasbourg')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const un = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await e.proprietaire.query<T>(sql, v)).rows[0] as T

describe('Un BEX voit ce qu’il faut pour convoquer, pas les dossiers du pays', () => {
  it('Une recherche nationale ne montre que l’identité et le service, sans lien ; le dossier reste introuvable', async () => {
    const x = await ailleurs(e)
    const { texte } = await bex.ouvrir(
      await chercher(bex, { nom: x.nom, prenoms: x.prenoms, naissanceLe: x.naissance }),
    )
    expect(texte).toContain('Dossier suivi par SPIP des Vosges')
    expect(texte).toContain(`value="${x.id}"`)
    expect(texte).not.toContain(`/dossiers/${x.id}`)
    const { numero } = await un<{ numero: string }>(
      'SELECT numero FROM dossiers.dossier WHERE dossier_id = $1',
      [x.id],
    )
    expect(texte).not.toContain(numero)
    expect((await bex.ouvrir(`/dossiers/${x.id}`)).statut).toBe(404)
  })
  it('La recherche est au journal de chaque dossier montré, avec son motif et sans les mots tapés', async () => {
    const x = await ailleurs(e, '57')
    await chercher(bex)
    await chercher(bex, { nom: x.nom, prenoms: x.prenoms, naissanceLe: x.naissance })
    const lignes = await e.proprietaire.query(
      "SELECT motif, to_jsonb(j)::text AS tout FROM acces.journal_lecture j WHERE route = 'bex.chercher-national' AND dossier_id = $1",
      [x.id],
    )
    expect(lignes.rows.length).toBeGreaterThan(0)
    expect(lignes.rows[0].motif).toBe('Recherche nationale à l’audience')
    expect(lignes.rows[0].tout).not.toContain(x.nom)
    const vide = await un<{ n: number }>(
      "SELECT count(*)::int AS n FROM acces.journal_ecriture WHERE commande = 'bex.chercher-national' AND to_jsonb(journal_ecriture)::text ILIKE '%nouvelair%'",
    )
    expect(vide.n).toBe(0)
  })
  it('La recherche d’un agent n’existe que pour lui, et deux heures au plus', async () => {
    const url = await chercher(bex, { nom: 'Ephemere' })
    const greffe = await new Navigateur(p).entrer('greffe.strasbourg')
    expect((await greffe.ouvrir(url)).statut).toBe(404)
    await e.proprietaire.query("UPDATE bex.recherche SET a = now() - interval '3 hours'")
    expect((await bex.ouvrir(url)).statut).toBe(404)
    await chercher(greffe, { nom: 'Autre' })
    expect(await un("SELECT count(*)::int AS n FROM bex.recherche WHERE nom = 'Ephemere'")).toEqual(
      { n: 0 },
    )
  })
  it('Connaître un identifiant ne suffit pas : il faut l’avoir trouvé par son nom et sa naissance', async () => {
    const x = await ailleurs(e)
    const url = await chercher(bex, { nom: 'Curieux' })
    const { texte } = await bex.ouvrir(url)
    const r = await bex.envoyer(url, {
      ...saisieDe(texte),
      personne: x.id,
      creneauSpip: valeurs(texte, 'creneauSpip')[0] ?? '',
    })
    expect([r.statut, r.texte.includes('n’est pas dans votre recherche')]).toEqual([422, true])
    /**
     * What the function answers to an account, as the application's role in its own transaction.
     */
    const rejoindre = async (compte: string, nom: string, naissance: string) => {
      const client = await e.base.pool.connect()
      try {
        await client.query('BEGIN')
        await client.query('SELECT acces.ouvrir(NULL, $1::uuid)', [await e.agent(compte)])
        return (
          await client.query<{ oui: boolean }>(
            'SELECT dossiers.rejoindre($1, $2, $3, uuidv7()) AS oui',
            [x.id, nom, naissance],
          )
        ).rows[0]?.oui
      } finally {
        await client.query('ROLLBACK')
        client.release()
      }
    }
    const nom = `${x.nom} ${x.prenoms}`
    expect(await rejoindre('bex.strasbourg', 'Tout Autre', x.naissance)).toBe(false)
    expect(await rejoindre('bex.strasbourg', nom, '1950-01-01')).toBe(false)
    expect(await rejoindre('greffe.strasbourg', nom, x.naissance)).toBe(true)
    for (const compte of ['parquet.strasbourg', 'jap.strasbourg', 'ts.67', 'admin'])
      await expect(rejoindre(compte, nom, x.naissance), compte).rejects.toThrow('hors_audience')
  })
  it('Ni le parquet, ni le travailleur social, ni le JAP, ni l’administrateur ne convoquent à l’audience', async () => {
    for (const compte of ['parquet.strasbourg', 'ts.67', 'jap.strasbourg', 'admin']) {
      const n = await new Navigateur(p).entrer(compte)
      expect((await n.ouvrir('/bex/convoquer')).statut, compte).toBe(403)
      expect((await n.envoyer('/bex/convoquer', uneInconnue, '/')).statut, compte).toBe(403)
    }
  })
})
