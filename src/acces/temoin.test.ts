import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { CLES, sceaux } from './sceau.builder.ts'
import type { Tete } from './sceau.gestes.ts'
import { scellerEtNoter } from './temoin.jobs.ts'
import { lireTetes } from './tetes.store.ts'

let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
  await ecrire()
  await sceller()
})
afterAll(() => e.fermer())

const { sceller, verifier, lireTout } = sceaux(() => e)
/** A line old enough to be sealed, and not so old that it is back-dated. */
const ecrire = () =>
  e.proprietaire.query(
    "INSERT INTO acces.journal_lecture (compte_id, route, a) SELECT id, '/essai', now() - interval '61 seconds' FROM acces.compte LIMIT 1",
  )

describe('Hors de la base', () => {
  let dossier: string
  beforeAll(() => {
    dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-sceaux-'))
  })
  afterAll(() => rmSync(dossier, { recursive: true }))
  const ici = (nom: string) => path.join(dossier, nom)
  const noter = (dehors: { fichier?: string; commande?: string }) =>
    scellerEtNoter(e.base, { cles: CLES, dehors: { fichier: null, commande: null, ...dehors } })
  const dites = (pannes: unknown[]) => pannes.map(panne => (panne as Error).message).join('\n')
  const tetesDeLaBase = () =>
    lireTout<Tete>(
      "SELECT journal, rang::int, encode(empreinte, 'hex') AS empreinte FROM acces.sceau ORDER BY 1, 2",
    )

  it('chaque tête est notée dans un fichier, celles d’avant lui aussi, et chaque nouvelle est donnée à une commande', async () => {
    const [fichier, copie] = [ici('sceaux.jsonl'), ici('copie.jsonl')]
    const avant = (await tetesDeLaBase()).length
    await ecrire()
    expect((await noter({ fichier, commande: `cat >> ${copie}` })).pannes).toEqual([])
    const tetes = lireTetes(fichier)
    expect(tetes).toEqual(await tetesDeLaBase())
    expect(lireTetes(copie)).toHaveLength(tetes.length - avant)
    expect(readFileSync(fichier, 'utf8')).toContain(readFileSync(copie, 'utf8').split('\n')[0])
    expect((await verifier(tetes)).fautes.filter(f => /noté/.test(f))).toEqual([])
    expect((await verifier([{ ...(tetes[0] as Tete), empreinte: '00' }])).fautes.join()).toMatch(
      /noté hors de la base, il y a changé/,
    )
    expect(await noter({ commande: 'exit 3' })).toMatchObject({ lignes: 0, pannes: [] })
    writeFileSync(ici('autre.jsonl'), 'autre chose\n')
    expect(() => lireTetes(ici('autre.jsonl'))).toThrow('ce n’est pas un sceau noté par Fil rouge')
    expect(dites((await noter({ fichier: ici('autre.jsonl') })).pannes)).toMatch(
      'ce n’est pas un sceau noté par Fil rouge',
    )
  })
  it('une tête qui n’a pas pu être notée l’est au scellement suivant, avant les autres, une seule fois', async () => {
    const [fichier, copie] = [ici('sceaux.jsonl'), ici('copie.jsonl')]
    const avant = lireTetes(copie).length
    await ecrire()
    const { lignes, pannes } = await noter({ fichier: '/dev/full', commande: 'exit 3' })
    expect([lignes > 0, pannes.length]).toEqual([true, 2])
    expect(pannes[0]).toMatchObject({ code: 'ENOSPC', path: '/dev/full' })
    expect(dites(pannes)).toMatch(/FIL_ROUGE_SCEAUX_COMMANDE : .* a répondu 3/)
    await ecrire()
    for (let i = 0; i < 2; i += 1)
      expect((await noter({ fichier, commande: `cat >> ${copie}` })).pannes).toEqual([])
    const parJournal = (tetes: Tete[]) =>
      tetes.map(t => `${t.journal} ${t.rang} ${t.empreinte}`).sort()
    expect(parJournal(lireTetes(fichier))).toEqual(parJournal(await tetesDeLaBase()))
    expect(new Set(parJournal(lireTetes(copie))).size).toBe(lireTetes(copie).length)
    expect(lireTetes(copie).length).toBeGreaterThanOrEqual(avant + 2)
  })
  it('une commande qui ne finit pas est arrêtée avec ce qu’elle avait lancé, et dite', async () => {
    await ecrire()
    const pid = ici('pid')
    const lente = `sh -c 'echo $$ > ${pid}; echo « sans réponse » >&2; sleep 300' & wait`
    const { pannes } = await scellerEtNoter(e.base, {
      cles: CLES,
      dehors: { fichier: null, commande: lente, auPlusMs: 500 },
    })
    expect(dites(pannes)).toMatch(
      /FIL_ROUGE_SCEAUX_COMMANDE : .* n’avait pas fini au bout de 0,5 s, et a été arrêtée avec ce qu’elle avait lancé/,
    )
    // Dead and not yet buried, a process has no command line any more.
    const ligne = `/proc/${readFileSync(pid, 'utf8').trim()}/cmdline`
    const vivant = () => existsSync(ligne) && readFileSync(ligne, 'utf8') !== ''
    await expect.poll(vivant).toBe(false)
  })
  it('une ligne coupée par un arrêt est ôtée, et sa tête notée de nouveau', async () => {
    const fichier = ici('sceaux.jsonl')
    appendFileSync(fichier, '{"journal":"lecture","ra')
    await ecrire()
    expect((await noter({ fichier })).pannes).toEqual([])
    expect(lireTetes(fichier)).toHaveLength((await tetesDeLaBase()).length)
  })
  it('rien n’est noté d’une chaîne refaite : la tête notée n’y est plus, y a changé, ou la suite n’est pas signée de la clé', async () => {
    const notees = readFileSync(ici('sceaux.jsonl'), 'utf8').trim().split('\n')
    const dernier = (champs: object) => {
      const fichier = ici(`refaite-${JSON.stringify(champs).length}.jsonl`)
      writeFileSync(
        fichier,
        `${JSON.stringify({ ...JSON.parse(notees.at(-1) ?? ''), ...champs })}\n`,
      )
      return fichier
    }
    for (const [fichier, refus] of [
      [
        dernier({ rang: 999 }),
        /sceau 999 : noté hors de la base, il n’y est plus : aucun sceau n’est plus noté/,
      ],
      [dernier({ empreinte: '00' }), /il y a changé/],
    ] as const) {
      const avant = lireTetes(fichier).filter(t => t.journal === 'lecture')
      expect(dites((await noter({ fichier })).pannes)).toMatch(refus)
      expect(lireTetes(fichier).filter(t => t.journal === 'lecture')).toEqual(avant)
    }
    const cles = { signe: 'une autre clé, inventée par qui triche', anciennes: [] }
    const { pannes } = await scellerEtNoter(e.base, {
      cles,
      dehors: { fichier: ici('neuf.jsonl'), commande: null },
    })
    expect([dites(pannes), lireTetes(ici('neuf.jsonl'))]).toEqual([
      expect.stringMatching(/signature d’une clé inconnue/),
      [],
    ])
  })
})
