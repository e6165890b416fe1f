import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { eprouverDehors } from '../acces/index.ts'
import { lancer } from './commandes.ts'

const CLE = 'une clé de sceau que la base ne connaît pas'
let e: Essai
let dossier: string
let fichier: string
beforeAll(async () => {
  e = await nouvelEssai()
  dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-sceaux-'))
  fichier = path.join(dossier, 'sceaux.jsonl')
})
afterAll(async () => {
  rmSync(dossier, { recursive: true, force: true })
  await e.fermer()
})

/**
 * As docs/exploitation says for production: under the application's role, with nothing but its
 * environment (the process itself: parcours/production).
 */
async function sceller(
  env: Record<string, string> = { FIL_ROUGE_CLE_DE_SCEAU: CLE, FIL_ROUGE_SCEAUX_FICHIER: fichier },
) {
  const deProduction = {
    NODE_ENV: 'production',
    FIL_ROUGE_SECRET: 'un secret d’au moins trente-deux caractères',
    FIL_ROUGE_ORIGINE: 'https://fil-rouge.example',
    DATABASE_URL: e.url.replace('postgres://postgres@', 'postgres://fil_rouge_application@'),
  }
  for (const [nom, valeur] of Object.entries({ ...deProduction, ...env })) vi.stubEnv(nom, valeur)
  const dit = { log: '', error: '' }
  for (const flux of ['log', 'error'] as const)
    vi.spyOn(console, flux).mockImplementation((texte: unknown) => {
      dit[flux] += `${texte}\n`
    })
  const status = await lancer(['sceller'])
  // That of the run of the tests, too.
  process.exitCode = undefined
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  return { status, stdout: dit.log, stderr: dit.error }
}
/**
 * Lines of a minute ago: what is younger waits, what is older than the last seal read is
 * back-dated.
 */
const ecrireDesLignes = (route: string, n: number) =>
  e.proprietaire.query(
    `INSERT INTO acces.journal_lecture (compte_id, route, a) SELECT c.id, $1, now() - interval '61 seconds'
     FROM acces.compte c, generate_series(1, $2) WHERE c.identifiant = 'ts.67@demo.example'`,
    [route, n],
  )
const tetes = () =>
  readFileSync(fichier, 'utf8')
    .trim()
    .split('\n')
    .map(ligne => JSON.parse(ligne) as { journal: string; rang: number; empreinte: string })

describe('fil-rouge sceller, comme la ligne de commande', () => {
  it('scelle avec la clé de l’environnement, note la tête dans le fichier, et ne trouve rien à redire', async () => {
    await ecrireDesLignes('/premiere', 5)
    const { status, stdout, stderr } = await sceller()
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^5 lignes scellées\.$/m)
    expect(stdout).toMatch(/^1 sceau et 5 lignes vérifiés, 0 faute,/m)
    expect(stdout).toMatch(/^1 sceau noté hors de la base, comparé\.$/m)
    expect(stdout).not.toContain('Sans clé')
    const [tete] = tetes()
    expect([tete?.journal, tete?.rang]).toEqual(['lecture', 1])
    expect(stdout).toContain(`dernier sceau du journal de lecture : 1, ${tete?.empreinte}`)
    const { rows } = await e.proprietaire.query(
      "SELECT encode(empreinte, 'hex') AS empreinte, cle FROM acces.sceau",
    )
    expect(rows).toEqual([{ empreinte: tete?.empreinte, cle: expect.any(String) }])
  })

  it('sans la clé le dit ; avec une autre, refuse la signature', async () => {
    expect((await sceller({ FIL_ROUGE_SCEAUX_FICHIER: fichier })).stdout).toContain(
      'Sans clé (FIL_ROUGE_CLE_DE_SCEAU)',
    )
    const autre = await sceller({
      FIL_ROUGE_CLE_DE_SCEAU: 'une autre clé, aussi longue que la première',
    })
    expect(autre.status).toBe(1)
    expect(autre.stderr).toMatch(/signature d’une clé inconnue/)
    expect(autre.stdout).toContain('Aucun sceau noté hors de la base')
  })

  it('trouve une ligne supprimée, le dit et sort en faute', async () => {
    await ecrireDesLignes('/seconde', 3)
    expect((await sceller()).status).toBe(0)
    await e.proprietaire.query(
      "DELETE FROM acces.journal_lecture WHERE id = (SELECT min(id) FROM acces.journal_lecture WHERE route = '/premiere')",
    )
    const { status, stdout, stderr } = await sceller()
    expect(status).toBe(1)
    expect(stderr).toMatch(/journal de lecture, sceau 1 : .*/)
    expect(stdout).toMatch(/2 sceaux et \d lignes vérifiés, [1-9]\d* fautes?,/)
  })

  it('par la tête notée hors de la base, trouve le dernier sceau ôté avec toutes ses lignes', async () => {
    await e.proprietaire.query('DELETE FROM acces.sceau WHERE rang = 2')
    await e.proprietaire.query("DELETE FROM acces.journal_lecture WHERE route = '/seconde'")
    expect((await sceller()).stderr).toContain(
      'journal de lecture, sceau 2 : noté hors de la base, il n’y est plus',
    )
    expect((await sceller({ FIL_ROUGE_CLE_DE_SCEAU: CLE })).stderr).not.toContain('sceau 2')
  })

  it('sur un disque plein, le dit avec le fichier et sa variable, échoue, et note tout la fois d’après', async () => {
    const plein = path.join(dossier, 'plein.jsonl')
    symlinkSync('/dev/full', plein)
    await ecrireDesLignes('/pleine', 2)
    const env = { FIL_ROUGE_CLE_DE_SCEAU: CLE, FIL_ROUGE_SCEAUX_FICHIER: plein }
    const { status, stdout, stderr } = await sceller(env)
    expect([status, stdout]).toEqual([1, expect.stringMatching(/^2 lignes scellées\.$/m)])
    expect(stderr).toMatch(
      /plus de place sur le disque pour écrire « \S+plein\.jsonl » \(FIL_ROUGE_SCEAUX_FICHIER\)/,
    )
    expect(stderr).toMatch(
      /^journal de lecture : sceaux posés et pas encore notés dans FIL_ROUGE_SCEAUX_FICHIER : [1-9]\d*$/m,
    )
    expect(stdout).toMatch(/ lignes vérifiés, 1 faute, 1 tête à noter, /)
    expect(stdout).toMatch(/^0 sceau noté hors de la base, comparé\.$/m)
    const { rows } = await e.proprietaire.query(
      'SELECT fautes FROM acces.controle_des_sceaux ORDER BY a DESC LIMIT 1',
    )
    expect(rows[0]?.fautes.join('\n')).toMatch(/pas encore notés/)
    rmSync(plein)
    writeFileSync(plein, '')
    const suivant = await sceller(env)
    expect(suivant.stderr).not.toMatch(/notés/)
    const sceaux = (await e.proprietaire.query('SELECT FROM acces.sceau')).rowCount
    expect(suivant.stdout).toMatch(
      new RegExp(`^${sceaux} sceaux notés hors de la base, comparés\\.$`, 'm'),
    )
  })
  it.each([
    [
      'un fichier dans un dossier absent',
      'FIL_ROUGE_SCEAUX_FICHIER',
      '/nulle/part/sceaux.jsonl',
      /\(FIL_ROUGE_SCEAUX_FICHIER\) .* créez \/nulle\/part/,
    ],
    [
      'un fichier qui est un dossier',
      'FIL_ROUGE_SCEAUX_FICHIER',
      os.tmpdir(),
      /\(FIL_ROUGE_SCEAUX_FICHIER\) est un dossier/,
    ],
    [
      'un programme absent',
      'FIL_ROUGE_SCEAUX_COMMANDE',
      'A=b logeur -t fil-rouge',
      /^FIL_ROUGE_SCEAUX_COMMANDE : « logeur » n’est pas sur/,
    ],
    [
      'une commande qu’un shell ne lit pas',
      'FIL_ROUGE_SCEAUX_COMMANDE',
      "logger -t 'fil-rouge",
      /^FIL_ROUGE_SCEAUX_COMMANDE : un shell/,
    ],
  ])('refuse avant de sceller : %s', async (_cas, nom, valeur, attendu) => {
    await ecrireDesLignes('/refusee', 1)
    const sceaux = async () => (await e.proprietaire.query('SELECT FROM acces.sceau')).rowCount
    const avant = await sceaux()
    const { status, stdout, stderr } = await sceller({ FIL_ROUGE_CLE_DE_SCEAU: CLE, [nom]: valeur })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(attendu)
    expect(await sceaux()).toBe(avant)
  })
  it('à une commande : réussie, rien n’est dit manquer ; en échec, sa dernière ligne et que faire sont dits', async () => {
    await sceller({ FIL_ROUGE_CLE_DE_SCEAU: CLE, FIL_ROUGE_SCEAUX_COMMANDE: 'cat > /dev/null' })
    await ecrireDesLignes('/donnee', 1)
    const env = (FIL_ROUGE_SCEAUX_COMMANDE: string) => ({
      FIL_ROUGE_CLE_DE_SCEAU: CLE,
      FIL_ROUGE_SCEAUX_COMMANDE,
    })
    const echec = await sceller(env('echo avant >&2; echo coffre fermé >&2; exit 3'))
    expect(echec.status).toBe(1)
    expect(echec.stderr).toMatch(/a répondu 3 \(« coffre fermé »\)\. Essayez-la à la main/)
    const reussie = await sceller(env('cat > /dev/null'))
    expect(reussie.stderr).not.toMatch(/FIL_ROUGE_SCEAUX/)
    expect(reussie.stdout).not.toMatch(/Aucun sceau noté/)
  })
  it('une commande qui est là est éprouvée sans être lancée', async () => {
    const temoin = path.join(dossier, 'lancee')
    for (const commande of [
      `touch ${temoin}`,
      `A=b touch ${temoin}`,
      `"touch" ${temoin}`,
      `cat > ${temoin}`,
    ])
      await eprouverDehors({ fichier: null, commande })
    expect(existsSync(temoin)).toBe(false)
  })
})
