import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quiTient } from '../src/acces/index.ts'
import { type Fonction, toutesLesFonctions } from '../src/moyens/index.ts'
import type { Plateforme } from '../src/platform/http/plateforme.ts'
import { adresse } from './adresse.ts'
import { application, type Essai, Navigateur, nouvelEssai } from './base.ts'
import { comptes } from './invariants/parcourir.ts'

const fichier = fileURLToPath(new URL('./acces.attendu.txt', import.meta.url))

let e: Essai
let p: Plateforme
const navigateurs = new Map<string, Navigateur>()
let ici = ''
let ailleurs = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  for (const [f, c] of Object.entries(comptes))
    navigateurs.set(f, await new Navigateur(p).entrer(c))
  const { rows } = await e.proprietaire.query<{ ici: string; ailleurs: string }>(
    `SELECT (SELECT p.dossier_id FROM dossiers.v_perimetre p JOIN dossiers.v_perimetre q USING (dossier_id) JOIN moyens.service s ON s.id = p.entite_id JOIN moyens.juridiction j ON j.id = q.entite_id
              WHERE s.departement = '67' AND j.ville = 'Strasbourg' LIMIT 1) AS ici,
            (SELECT p.dossier_id FROM dossiers.v_perimetre p JOIN moyens.service s ON s.id = p.entite_id WHERE s.departement = '88' AND NOT EXISTS
              (SELECT 1 FROM dossiers.v_perimetre x JOIN moyens.service y ON y.id = x.entite_id WHERE x.dossier_id = p.dossier_id AND y.departement = '67') LIMIT 1) AS ailleurs`,
  )
  ici = rows[0]?.ici ?? ''
  ailleurs = rows[0]?.ailleurs ?? ''
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

/** The token of each session, read once: a form that is sent takes it from any page. */
const jetons = new WeakMap<Navigateur, Promise<string>>()
const lireLeJeton = async (n: Navigateur, page: string) =>
  /name="_jeton" value="([^"]+)"/.exec((await n.ouvrir(page)).texte)?.[1] ?? ''
function jetonDe(n: Navigateur, page: string): Promise<string> {
  const lu = jetons.get(n) ?? lireLeJeton(n, page)
  jetons.set(n, lu)
  return lu
}
const protegees = () => p.routes.filter(r => r.access !== 'public')
async function demander(
  n: Navigateur,
  r: { method: string; url: string },
  dossierId: string,
): Promise<number> {
  const url = adresse(r.url, dossierId)
  if (r.method === 'GET') return (await n.ouvrir(url)).statut
  const jeton = await jetonDe(n, '/compte')
  if (url.endsWith('/brouillons'))
    return (await n.json(url, { cle: 'x', url: '/x', titre: 'x', version: 0, valeurs: {} }, jeton))
      .statut
  return (await n.envoyer(url, { _jeton: jeton })).statut
}

describe('Chaque route et chaque commande, pour chaque fonction', () => {
  it('La matrice attendue, route par route, est celle du fichier tests/acces.attendu.txt', async () => {
    const lignes: string[] = []
    for (const r of protegees()) {
      const permises: string[] = []
      for (const [f, n] of navigateurs) if ((await demander(n, r, ici)) !== 403) permises.push(f)
      lignes.push(`${r.method.padEnd(4)} ${r.url} : ${permises.join(' ')}`)
    }
    const obtenu = `${lignes.sort().join('\n')}\n`
    if (process.env.MATRICE === 'ecrire') writeFileSync(fichier, obtenu)
    expect(obtenu).toBe(readFileSync(fichier, 'utf8'))
  }, 120_000)

  it('La table des permissions dit la même chose que les réponses', () => {
    for (const ligne of readFileSync(fichier, 'utf8').trim().split('\n')) {
      const [, methode, url, liste = ''] = /^(\w+)\s+(\S+) :(.*)$/.exec(ligne) ?? []
      const access = p.routes.find(r => r.method === methode && r.url === url)?.access ?? ''
      expect(liste.trim().split(' ').filter(Boolean).sort(), ligne).toEqual(
        [...quiTient(access)].sort(),
      )
    }
  })

  it('Le dossier d’un autre service n’existe pour personne d’ici : 404, jamais 200', async () => {
    for (const r of protegees().filter(x => x.url.includes(':dossierId'))) {
      for (const [f, n] of navigateurs) {
        const statut = await demander(n, r, ailleurs)
        expect([403, 404, 422], `${f} ${r.method} ${r.url}`).toContain(statut)
        if (r.method === 'GET') expect([403, 404], `${f} ${r.url}`).toContain(statut)
      }
    }
  }, 120_000)

  it('Sans session, aucune route ne répond : on est conduit à la connexion', async () => {
    for (const r of protegees()) {
      const n = new Navigateur(p)
      const reponse =
        r.method === 'GET'
          ? await n.ouvrir(adresse(r.url, ici))
          : await n.envoyer(adresse(r.url, ici), {}, '/connexion')
      expect([303, 401], `${r.method} ${r.url}`).toContain(reponse.statut)
      if (reponse.statut === 303) expect(reponse.vers).toMatch(/^\/connexion/)
    }
  }, 60_000)
})

describe('Aucune fonction ne sépare le contrôle de l’accompagnement (C7.1)', () => {
  const accompagner = (f: Fonction) => quiTient('accompagnement:ecrire').includes(f)
  it('Qui accompagne convoque, note les absences et écrit les rapports', () => {
    for (const f of toutesLesFonctions.filter(accompagner)) {
      for (const p of ['convocation:ecrire', 'rapport:ecrire'] as const)
        expect(quiTient(p).includes(f), `${f} ${p}`).toBe(true)
    }
  })
  it('CPIP et assistants de service social sont une seule fonction (C6.2) ; il n’y a pas d’officier de probation', () => {
    expect(toutesLesFonctions).toContain('travailleur_social')
    expect(toutesLesFonctions.filter(f => /cpip|^ass|officier|probation|controle/.test(f))).toEqual(
      [],
    )
  })
})
