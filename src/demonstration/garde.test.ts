import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { application, baseVide, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { hacher } from '../acces/index.ts'
import { lancer } from '../cli/commandes.ts'
import { donnerLeCode } from '../dossiers/index.ts'
import { lireConfig } from '../platform/config.ts'
import { ouvrirBase } from '../platform/db/connexion.ts'
import { refuserLaBaseDAutreChose } from './garde.ts'
import { MOT_DE_PASSE } from './organisation.ts'

let vide: Awaited<ReturnType<typeof baseVide>>
beforeEach(async () => {
  vide = await baseVide()
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  await vide.fermer()
})
const unCompte = async (demonstration: boolean) => {
  const agent =
    "INSERT INTO moyens.agent (nom, prenom, fonction, arrive_le) VALUES ('Martin', 'Jeanne', 'administrateur', '2026-01-01') RETURNING id"
  await vide.pool.query(
    `WITH a AS (${agent}) INSERT INTO acces.compte (id, identifiant, mot_de_passe, demonstration) SELECT id, 'jeanne@justice.example', $1, $2 FROM a`,
    [await hacher(MOT_DE_PASSE), demonstration],
  )
}
const comptes = async () =>
  Number((await vide.pool.query('SELECT count(*) AS n FROM acces.compte')).rows[0].n)

describe('Remplir une base de personnes inventées', () => {
  /** With the owner's file alone, as an operator has it. */
  async function generer(...options: string[]): Promise<{ code: number; dit: string }> {
    let dit = ''
    const noter = (texte: unknown) => {
      dit += `${texte}\n`
    }
    vi.spyOn(console, 'log').mockImplementation(noter)
    vi.spyOn(console, 'error').mockImplementation(noter)
    for (const nom of ['NODE_ENV', 'DATABASE_URL']) vi.stubEnv(nom, '')
    vi.stubEnv('DATABASE_OWNER_URL', vide.url)
    return { code: await lancer(['generer', '--dossiers', '3', ...options]), dit }
  }
  it('Ne se fait pas dans une base qui n’est pas embarquée, sauf si l’on dit qu’elle est de démonstration', async () => {
    expect(await generer()).toEqual({
      code: 1,
      dit: expect.stringMatching(/n’est pas la base embarquée.*--base-de-demonstration/),
    })
    expect(await comptes()).toBe(0)
    expect((await generer('--base-de-demonstration')).code).toBe(0)
    expect(await comptes()).toBeGreaterThan(50)
  })
  it.each([
    ['un code d’installation', () => donnerLeCode(vide.url, '67')],
    ['un vrai compte', () => unCompte(false)],
  ])('Ne se fait jamais dans celle qui a %s', async (_quoi, donner) => {
    await donner()
    const avant = await comptes()
    for (const options of [[], ['--base-de-demonstration']])
      expect(await generer(...options)).toEqual({
        code: 1,
        dit: expect.stringMatching(/^Cette base est celle d’une installation/),
      })
    expect(await comptes()).toBe(avant)
  })
})

describe('Ce qu’un processus sert', () => {
  const production = {
    NODE_ENV: 'production',
    FIL_ROUGE_SECRET: 'un secret d’au moins trente-deux caractères',
    FIL_ROUGE_ORIGINE: 'https://fil-rouge.example',
  }
  const regarder = async (env: Record<string, string>) => {
    const base = ouvrirBase(vide.urlDe('fil_rouge_application'), { max: 3 })
    const config = lireConfig({ DATABASE_URL: vide.url, ...env })
    await refuserLaBaseDAutreChose(config, {
      base,
      proprietaire: config.production ? null : vide.url,
    }).finally(() => base.fermer())
  }
  it('N’est pas, en production, une base de démonstration', async () => {
    await regarder(production)
    await unCompte(true)
    await expect(regarder(production)).rejects.toThrow(
      /comptes de démonstration.*Restaurez la sauvegarde/,
    )
    await regarder({})
  })
  it.each([
    ['un code d’installation', () => donnerLeCode(vide.url, '67')],
    ['un vrai compte', () => unCompte(false)],
  ])('N’est pas, en démonstration, celle qui a %s', async (_quoi, donner) => {
    await regarder({})
    await donner()
    await expect(regarder({})).rejects.toThrow(/donnez NODE_ENV=production/)
    await regarder({ FIL_ROUGE_DEMO: '0' })
    await regarder(production)
  })
})

describe('Un compte de démonstration', () => {
  it('N’entre pas en production, même si la base a été remplie pendant qu’elle sert ; l’essai est au journal', async () => {
    const e: Essai = await nouvelEssai()
    const p = await application(e, { production: true, demonstration: null })
    const n = new Navigateur(p)
    await n.ouvrir('/connexion')
    const r = await n.envoyer('/connexion', {
      identifiant: 'ts.67@demo.example',
      motDePasse: MOT_DE_PASSE,
    })
    expect([r.statut, /Identifiant ou mot de passe inconnu/.test(r.texte)]).toEqual([422, true])
    const journal = 'SELECT commande FROM acces.journal_ecriture WHERE compte_id = $1'
    expect((await e.proprietaire.query(journal, [await e.agent('ts.67')])).rows).toEqual([
      { commande: 'acces.entree-refusee' },
    ])
    await e.proprietaire.query(
      "UPDATE acces.compte SET demonstration = false WHERE identifiant = 'ts.67@demo.example'",
    )
    expect(
      (
        await n.envoyer('/connexion', {
          identifiant: 'ts.67@demo.example',
          motDePasse: MOT_DE_PASSE,
        })
      ).statut,
    ).toBe(303)
    await p.app.close()
    await e.fermer()
  })
})
