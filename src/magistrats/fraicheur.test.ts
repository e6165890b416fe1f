import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aEnvoyer, formulaires } from '../../tests/invariants/page.ts'
import { corrigerObligations } from '../mesures/obligation.commands.ts'
import { actualiserRapport } from './fraicheur.commands.ts'
import { soumettre, transmettre } from './magistrats.commands.ts'
import { nouveauBanc, rapportsCommences } from './rapport.builder.ts'
import { valider } from './validation.commands.ts'

let banc: Awaited<ReturnType<typeof nouveauBanc>>
let rapports: ReturnType<typeof rapportsCommences>
beforeAll(async () => {
  banc = await nouveauBanc()
  rapports = rapportsCommences(banc, corrigerObligations)
})
afterAll(() => banc.fermer())
const SOINS = 'traitements'
const CHANGE = /ont changé depuis/

describe('Un rapport dont les obligations ont changé depuis', () => {
  it('le dit à qui écrit et à qui valide ; un geste met la partie à jour avant la validation, et les mots de qui écrit restent', async () => {
    const r = await rapports.commencer()
    const page = async (qui: string, suite = '') =>
      (await (await rapports.nav(qui)).ouvrir(r.adresse + suite)).texte
    for (const suite of ['', '/ecrire']) expect(await page('ts.67', suite)).not.toMatch(CHANGE)
    await rapports.changer(r, ['CP 132-45, 1°', 'CP 132-45, 2°'])
    for (const suite of ['', '/ecrire']) expect(await page('ts.67', suite)).toMatch(CHANGE)
    // Changed back: as before, nothing is to be said.
    await rapports.changer(r, ['CP 132-45, 1°', 'CP 132-45, 3°'])
    for (const suite of ['', '/ecrire']) expect(await page('ts.67', suite)).not.toMatch(CHANGE)
    await rapports.changer(r, ['CP 132-45, 1°', 'CP 132-45, 2°'])
    await rapports.envoyer('ts.67', r, soumettre)
    expect(await page('dpip.67')).toMatch(CHANGE)
    expect(
      (await (await rapports.nav('dpip.67')).envoyer(`${r.adresse}/actualiser`, {}, r.adresse))
        .vers,
    ).toBe(r.adresse)
    const apres = await page('dpip.67')
    expect(apres).not.toMatch(CHANGE)
    const { rows } = await banc.e.proprietaire.query(
      "SELECT texte FROM magistrats.rapport_section WHERE rapport_id = $1 AND source = 'mesure'",
      [r.rapportId],
    )
    expect([rows[0].texte.includes(SOINS), rows[0].texte.includes('132-45, 2°')]).toEqual([
      false,
      true,
    ])
    const gardees = await banc.e.proprietaire.query(
      'SELECT 1 FROM magistrats.rapport_version WHERE rapport_id = $1',
      [r.rapportId],
    )
    expect(gardees.rowCount).toBe(1)
  })

  it('s’écrit à jour d’un geste dans la page, ou par la parole de qui écrit', async () => {
    const r = await rapports.commencer()
    await rapports.changer(r, ['CP 132-45, 1°', 'CP 132-45, 2°'])
    const n = await rapports.nav('ts.67')
    const champs = (texte: string) =>
      Object.fromEntries(
        formulaires(texte, '/')
          .filter(f => aEnvoyer(f).some(([nom]) => nom === 'version'))
          .flatMap(f => aEnvoyer(f)),
      )
    const ouverte: Record<string, string> = champs((await n.ouvrir(`${r.adresse}/ecrire`)).texte)
    const misAJour = await n.envoyer(`${r.adresse}/ecrire`, {
      ...ouverte,
      'sections[1][texte]': 'Mes mots',
      _geste: 'actualiser',
    })
    const prete = champs(misAJour.texte)
    expect([
      prete.aJour,
      prete['sections[1][texte]'],
      prete['sections[0][texte]']?.includes(SOINS),
    ]).toEqual(['oui', 'Mes mots', false])
    // Something else changes before it is recorded: what was said of the former change does not
    // hold for this one.
    await rapports.changer(r, ['CP 132-45, 1°'])
    expect((await n.envoyer(`${r.adresse}/ecrire`, prete)).statut).toBe(303)
    const encore = (await n.ouvrir(`${r.adresse}/ecrire`)).texte
    expect(encore).toMatch(CHANGE)
    expect(champs(encore).aJour).toBeUndefined()
    expect(
      (await n.envoyer(`${r.adresse}/ecrire`, { ...champs(encore), aJour: 'oui' })).statut,
    ).toBe(303)
    expect((await n.ouvrir(r.adresse)).texte).not.toMatch(CHANGE)
  })

  it('transmis, ne change pas d’un mot ; son lecteur l’apprend avec le jour, et voit ce qui est en vigueur', async () => {
    const r = await rapports.commencer()
    await rapports.envoyer('ts.67', r, soumettre)
    await rapports.envoyer('dpip.67', r, valider)
    await rapports.envoyer('ts.67', r, transmettre)
    const texteDe = async () =>
      (
        await banc.e.proprietaire.query(
          'SELECT texte FROM magistrats.rapport_section WHERE rapport_id = $1 ORDER BY rang',
          [r.rapportId],
        )
      ).rows
    const avant = await texteDe()
    await rapports.changer(r, ['CP 132-45, 1°', 'CP 132-45, 2°'])
    const { texte } = await (await rapports.nav('jap.strasbourg')).ouvrir(r.adresse)
    expect(texte).toMatch(
      /Les obligations de la mesure ont changé depuis ce rapport, le \d\d\/\d\d\/\d{4}/,
    )
    expect(/La mesure aujourd’hui[\s\S]*?<\/section>/.exec(texte)?.[0]).toMatch(
      /Sursis probatoire[\s\S]*132-45, 2°/,
    )
    expect(texte).not.toContain('Mettre à jour la partie')
    await expect(rapports.envoyer('dpip.67', r, actualiserRapport)).rejects.toThrow(
      'ne se met plus à jour',
    )
    expect(await texteDe()).toEqual(avant)
  })
})
