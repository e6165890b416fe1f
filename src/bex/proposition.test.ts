import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { chercher, choisi, reproches, saisieDe, valeurs } from './audience.builder.ts'

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

describe('Ce qui est proposé, puis corrigé', () => {
  it('Changer de commune change ce qui est proposé ; ce que l’agent a choisi reste', async () => {
    const url = await chercher(bex, { commune: 'Saint-Martin', nom: 'Changeante' })
    const { texte } = await bex.ouvrir(url)
    const { rows } = await e.proprietaire.query<{ code: string; service: string }>(
      'SELECT commune_code AS code, service_id AS service FROM moyens.v_ressort ORDER BY commune_code',
    )
    const dites = [
      ...(/<select[^>]*name="communeCode"[\s\S]*?<\/select>/.exec(texte)?.[0] ?? '').matchAll(
        /<option value="(\w+)"/g,
      ),
    ].map(m => m[1])
    expect(dites.length).toBeGreaterThan(20)
    const connues = rows.filter(r => dites.includes(r.code))
    const une = connues[0]
    const autre = connues.find(r => r.service !== une?.service)
    const envoi = (t: string, champs: Record<string, string>) =>
      bex.envoyer(url, {
        ...saisieDe(t),
        propose: valeurs(t, 'propose')[0] ?? '',
        _geste: 'creneaux',
        ...champs,
      })
    const premiere = await envoi(texte, { communeCode: une?.code ?? '' })
    expect(choisi(premiere.texte, 'serviceId')).toBe(une?.service)
    const seconde = await envoi(premiere.texte, { communeCode: autre?.code ?? '' })
    expect(choisi(seconde.texte, 'serviceId')).toBe(autre?.service)
    const relue = await envoi(seconde.texte, {
      communeCode: autre?.code ?? '',
      creneauSpip: 'garde',
      _geste: 'relire',
    })
    expect(choisi(relue.texte, 'serviceId')).toBe(autre?.service)
    const garde = await envoi(seconde.texte, {
      communeCode: une?.code ?? '',
      serviceId: une?.service ?? '',
    })
    expect(choisi(garde.texte, 'serviceId')).toBe(une?.service)
  })
  it('« Relire d’abord » garde le créneau choisi, et « Le SPIP n’est pas dans la liste » ce qui est tapé', async () => {
    const url = await chercher(bex, { nom: 'Relue' })
    const { texte } = await bex.ouvrir(url)
    const creneauSpip = valeurs(texte, 'creneauSpip')[2] ?? ''
    const relue = await bex.envoyer(url, { ...saisieDe(texte), creneauSpip, _geste: 'relire' })
    expect(relue.texte).toMatch(
      new RegExp(`value="${creneauSpip.replaceAll('|', '\\|')}"[^>]*checked`),
    )
    expect(texte).toContain(`formaction="${url}/hors-outil"`)
    const dehors = await bex.envoyer(`${url}/hors-outil`, {
      ...saisieDe(texte),
      numeroParquet: '26777',
      telephone: '06 39 98 44 45',
      _geste: 'reprendre',
    })
    for (const tape of ['26777', '06 39 98 44 45']) expect(dehors.texte).toContain(tape)
  })
  it('Le nom exact à une date de naissance inversée est montré', async () => {
    const url = await chercher(bex, { nom: 'Inversee', naissanceLe: '1985-03-07' })
    const { texte } = await bex.ouvrir(url)
    expect(
      reproches(
        await bex.envoyer(url, {
          ...saisieDe(texte),
          personne: 'nouvelle',
          telephone: '06 39',
          creneauSpip: valeurs(texte, 'creneauSpip')[5] ?? '',
        }),
      ),
    ).toContain('téléphone en entier')
    expect(
      reproches(
        await bex.envoyer(url, {
          ...saisieDe(texte),
          personne: 'nouvelle',
          creneauSpip: valeurs(texte, 'creneauSpip')[5] ?? '',
        }),
      ),
    ).toBe('')
    for (const naissanceLe of ['1958-03-07', '1985-07-03'])
      expect(
        (await bex.ouvrir(await chercher(bex, { nom: 'Inversee', naissanceLe }))).texte,
        naissanceLe,
      ).toContain('Qui est-ce ?')
    expect(
      (await bex.ouvrir(await chercher(bex, { nom: 'Inversee', naissanceLe: '1971-03-07' }))).texte,
    ).toContain('à cette date de naissance')
  })
})
