import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE, Navigateur } from '../../tests/base.ts'
import { type Terrain, terrainDeMesures } from '../../tests/mesures.ts'
import { executer } from '../platform/executer.ts'
import { decision, gestesDe } from './acte.builder.ts'
import { accomplirActe } from './acte.commands.ts'

let { e, p, fermer } = {} as Terrain
let { mesure, acte } = {} as ReturnType<typeof gestesDe>
beforeAll(async () => {
  const terrain = await terrainDeMesures()
  ;({ e, p, fermer } = terrain)
  ;({ mesure, acte } = gestesDe(terrain))
})
afterAll(() => fermer())

describe('L’écran d’une mesure', () => {
  it('Dit avant le clic ce qui est possible, et pourquoi le reste ne l’est pas, avec l’article', async () => {
    const m = await mesure()
    const nav = await new Navigateur(p).entrer('ts.67')
    const page = await nav.ouvrir(`/dossiers/${m.dossierId}/mesures/${m.mesureId}`)
    expect(page.statut).toBe(200)
    expect(page.texte).toContain('Ce qui n’est pas possible maintenant')
    expect(page.texte).toMatch(/possible seulement quand l’état de la mesure est « .*art\. /s)
  })
  it('Un acte refusé rend le même formulaire, avec ce qui était écrit', async () => {
    const m = await mesure()
    const nav = await new Navigateur(p).entrer('ts.67')
    const url = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/actes/mise_a_execution`
    const r = await nav.envoyer(
      url,
      { le: '2031-01-01', auteur: 'loi', decision: 'Écrit avec soin' },
      url,
    )
    expect(r.statut).toBe(422)
    expect(r.texte).toContain('dans l’avenir')
    expect(r.texte).toContain('Écrit avec soin')
  })
  it('Un JAP enregistre sa décision, pas celle d’un autre', async () => {
    const m = await mesure()
    await acte(m, 'mise_a_execution', { le: '2025-03-10', auteur: 'loi' })
    const jap = await e.agent('jap.strasbourg')
    await expect(
      executer(e.hote, jap, accomplirActe, {
        ...m,
        acte: 'suspension',
        le: LE,
        auteur: 'loi',
      } as never),
    ).rejects.toThrow('compte de JAP')
    await expect(
      executer(e.hote, jap, accomplirActe, {
        ...m,
        acte: 'fin_anticipee',
        le: LE,
        auteur: 'jap',
        ...decision,
      } as never),
    ).resolves.toBeDefined()
  })
  it('La fiche pour la personne est en français simple, avec ses dates', async () => {
    const m = await mesure()
    const nav = await new Navigateur(p).entrer('ts.67')
    const fiche = await nav.ouvrir(`/dossiers/${m.dossierId}/mesures/${m.mesureId}/fiche`)
    expect(fiche.texte).toContain('Ce que vous devez faire')
    expect(fiche.texte).toContain('mercredi 10 mars 2027')
    expect(fiche.texte).not.toContain('Cette mesure a pris fin')
    await acte(m, 'mise_a_execution', { le: '2025-03-10', auteur: 'loi' })
    await acte(m, 'revocation_partielle', { le: '2026-05-01', auteur: 'jap', partieMois: '2' })
    await acte(m, 'fin_anticipee', { le: '2026-06-01', auteur: 'jap', numero: '26/199' })
    const apres = await nav.ouvrir(`/dossiers/${m.dossierId}/mesures/${m.mesureId}/fiche`)
    expect(apres.texte).toMatch(/Cette mesure a pris fin le lundi 1er juin 2026 \(fin anticipée\)/)
    expect(apres.texte).toContain('vous faites une partie de cette peine en prison')
  })
})
