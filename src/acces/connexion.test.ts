import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { texteVisible } from '../../tests/invariants/page.ts'
import { MOT_DE_PASSE } from '../demonstration/index.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { COMPTES_PAR_ADRESSE_MAX, ECHECS_MAX } from './mot-de-passe.rules.ts'

let e: Essai
let p: Plateforme
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
beforeEach(async () => {
  await e.proprietaire.query('DELETE FROM acces.echec_connexion')
})
const cache = (html: string, nom: string) =>
  new RegExp(`name="${nom}" value="([^"]*)"`).exec(html)?.[1] ?? ''
/** A sign-in from an address; the door's own page is opened once. */
async function essayer(identifiant: string, motDePasse: string, remoteAddress = '192.0.2.1') {
  const page = await p.app.inject({ url: '/connexion', remoteAddress })
  const r = await p.app.inject({
    method: 'POST',
    url: '/connexion',
    remoteAddress,
    payload: new URLSearchParams({
      _jeton: cache(page.body, '_jeton'),
      identifiant: `${identifiant}@demo.example`,
      motDePasse,
    }).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: page.cookies.map(c => `${c.name}=${c.value}`).join('; '),
    },
  })
  return { statut: r.statusCode, texte: texteVisible(r.body).join('\n') }
}
const rater = async (combien: number, identifiant: string, adresse?: string) => {
  for (let i = 0; i < combien; i += 1) await essayer(identifiant, 'pas le bon', adresse)
}
/** Failures as the base would keep them, of accounts that are nobody's. */
const raterAilleurs = (combien: number, adresse: string) =>
  e.proprietaire.query(
    `INSERT INTO acces.echec_connexion (cle, adresse) SELECT sha256(('inconnu ' || n)::bytea), sha256('adresse:${adresse}') FROM generate_series(1, $1) n`,
    [combien],
  )

describe('Les essais', () => {
  it('comptent une fois : sept fautes n’arrêtent pas la huitième, huit arrêtent la neuvième, qui dit combien attendre', async () => {
    await rater(ECHECS_MAX - 1, 'ts.67')
    expect((await essayer('ts.67', MOT_DE_PASSE)).statut).toBe(303)
    await rater(ECHECS_MAX, 'ts.67')
    const r = await essayer('ts.67', MOT_DE_PASSE)
    expect([r.statut, /Trop d’essais pour ce compte\. Attendez 15 min/.test(r.texte)]).toEqual([
      429,
      true,
    ])
    await e.proprietaire.query("UPDATE acces.echec_connexion SET a = a - interval '11 minutes'")
    expect((await essayer('ts.67', MOT_DE_PASSE)).texte).toContain('Attendez 4 min')
  })
  it('d’un compte n’arrêtent pas ses collègues, derrière la même adresse', async () => {
    await rater(ECHECS_MAX, 'ts.67')
    expect((await essayer('ts2.67', MOT_DE_PASSE)).statut).toBe(303)
    expect((await essayer('dpip.67', 'pas le bon')).statut).toBe(422)
  })
  it('de bien des comptes arrêtent l’adresse, et elle seule', async () => {
    await raterAilleurs(COMPTES_PAR_ADRESSE_MAX - 1, '192.0.2.1')
    expect((await essayer('ts2.67', MOT_DE_PASSE)).statut).toBe(303)
    await e.proprietaire.query('DELETE FROM acces.echec_connexion')
    await raterAilleurs(COMPTES_PAR_ADRESSE_MAX, '192.0.2.1')
    const r = await essayer('ts2.67', MOT_DE_PASSE)
    expect([r.statut, r.texte.includes('Trop de comptes différents')]).toEqual([429, true])
    expect((await essayer('ts2.67', MOT_DE_PASSE, '192.0.2.2')).statut).toBe(303)
  })
  it('tous à la fois comptent chacun : trente ensemble n’en passent que huit', async () => {
    const statuts = (
      await Promise.all(Array.from({ length: 30 }, () => essayer('ts3.67', 'pas le bon')))
    ).map(r => r.statut)
    expect(statuts.filter(s => s === 422).length).toBe(ECHECS_MAX)
  })
})

const changer = async (n: Navigateur, ancien: string, motDePasse: string) => {
  const r = await n.envoyer('/compte/mot-de-passe', { ancien, motDePasse })
  return { statut: r.statut, texte: texteVisible(r.texte).join('\n') }
}
const BON = 'tomate violon escalier brume'

describe('Changer de mot de passe', () => {
  it('ferme les autres sessions, garde celle-ci, et n’admet ni son nom, ni un mot connu', async () => {
    const [ici, la] = [
      await new Navigateur(p).entrer('ts4.67'),
      await new Navigateur(p).entrer('ts4.67'),
    ]
    for (const [mot, dit] of [
      ['motdepasse2026', 'se devine vite'],
      ['je suis ts4.67 et voilà', 'ne contient ni votre identifiant'],
      ['Le SPIP de mon coeur', 'ne contient ni votre identifiant'],
    ] as const) {
      const r = await changer(ici, MOT_DE_PASSE, mot)
      expect([r.statut, r.texte.includes(dit)], mot).toEqual([422, true])
    }
    expect((await changer(ici, MOT_DE_PASSE, BON)).statut).toBe(303)
    const encore = await changer(ici, BON, BON)
    expect([encore.statut, encore.texte.includes('C’est votre mot de passe actuel')]).toEqual([
      422,
      true,
    ])
    expect([(await ici.ouvrir('/')).statut, (await la.ouvrir('/')).statut]).toEqual([200, 401])
    expect([
      (await essayer('ts4.67', MOT_DE_PASSE)).statut,
      (await essayer('ts4.67', BON)).statut,
    ]).toEqual([422, 303])
  })
  it('Un « ancien » faux compte avec les essais de la connexion, et ralentit comme eux ; un nouveau trop faible ne compte pas', async () => {
    const n = await new Navigateur(p).entrer('ts5.67')
    for (let i = 0; i < ECHECS_MAX + 2; i += 1)
      expect((await changer(n, MOT_DE_PASSE, 'azertyuiop123')).statut).toBe(422)
    for (let i = 0; i < ECHECS_MAX; i += 1)
      expect((await changer(n, 'pas le bon', BON)).texte).toContain(
        'Ce n’est pas votre mot de passe actuel',
      )
    expect((await changer(n, MOT_DE_PASSE, BON)).texte).toContain('Trop d’essais pour ce compte')
    expect((await essayer('ts5.67', MOT_DE_PASSE)).statut).toBe(429)
  })
  it('Les listes de mots ne se lisent que par un import différé : le démarrage ne les attend pas', () => {
    const src = path.join(import.meta.dirname, '..')
    const fautes = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter(f => /\.tsx?$/.test(f) && !f.endsWith('.test.ts'))
      .filter(f => /from '@zxcvbn-ts/.test(readFileSync(path.join(src, f), 'utf8')))
    expect(fautes).toEqual([])
  })
})

describe('Le journal des entrées', () => {
  const lignes = async () =>
    (
      await e.proprietaire.query<{
        commande: string
        compte: string | null
        session: boolean
        tout: string
      }>(
        `SELECT commande, compte_id AS compte, session_id IS NOT NULL AS session, j::text AS tout FROM acces.journal_ecriture j
         WHERE commande IN ('acces.entrer', 'acces.entree-refusee', 'acces.sortir') ORDER BY id DESC LIMIT 4`,
      )
    ).rows.reverse()
  it('Entrée, refus et sortie y ont leur ligne ; ce qui fut tapé d’un nom inconnu n’y est pas', async () => {
    const ts6 = await e.agent('ts6.67')
    await essayer('ts6.67', 'pas le bon')
    await essayer('Personne.Quvzk', 'pas le bon')
    const n = await new Navigateur(p).entrer('ts6.67')
    await n.envoyer('/deconnexion', {
      _jeton: cache((await n.ouvrir('/compte/mot-de-passe')).texte, '_jeton'),
    })
    const lues = await lignes()
    expect(lues.map(l => [l.commande, l.compte, l.session])).toEqual([
      ['acces.entree-refusee', ts6, false],
      ['acces.entree-refusee', null, false],
      ['acces.entrer', ts6, true],
      ['acces.sortir', ts6, true],
    ])
    expect(lues.map(l => l.tout).join()).not.toMatch(/quvzk/i)
    const moi = await new Navigateur(p).entrer('ts6.67')
    const journal = texteVisible((await moi.ouvrir('/compte/journal?par=100')).texte).join('\n')
    expect(journal).toContain('entrée refusée')
  })
})

describe('Qui entre apprend que d’autres ont essayé', () => {
  const accueil = async (n: Navigateur) => texteVisible((await n.ouvrir('/')).texte).join('\n')
  it('Combien d’essais refusés, depuis quelle connexion, une fois ; ses deux propres fautes ne sont pas dites', async () => {
    await new Navigateur(p).entrer('ts7.67')
    await rater(2, 'ts7.67')
    expect(await accueil(await new Navigateur(p).entrer('ts7.67'))).not.toContain('essais refusés')
    await rater(ECHECS_MAX, 'ts7.67')
    expect((await essayer('ts7.67', MOT_DE_PASSE)).statut).toBe(429)
    await e.proprietaire.query("UPDATE acces.echec_connexion SET a = a - interval '20 minutes'")
    const n = await new Navigateur(p).entrer('ts7.67')
    const page = (await n.ouvrir('/')).texte
    expect(page).toContain('data-color="warning"')
    expect(texteVisible(page).join('\n')).toMatch(
      /8 essais refusés depuis votre dernière connexion, le \d\d\/\d\d\/\d{4} à \d+ h \d\d\. Si ce n’était pas vous, changez votre mot de passe/,
    )
    expect(await accueil(n)).not.toContain('essais refusés')
    expect(await accueil(await new Navigateur(p).entrer('ts7.67'))).not.toContain('essais refusés')
    await rater(3, 'ts7.67')
    expect(await accueil(await new Navigateur(p).entrer('ts8.67'))).not.toContain('essais refusés')
  })
})
