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
const un = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await e.proprietaire.query<T>(sql, v)).rows[0] as T
const service = async (nom: string) =>
  (await un<{ id: string }>('SELECT id FROM moyens.service WHERE nom = $1', [nom])).id

describe('Le SPIP et le tribunal proposés', () => {
  it('Sans domicile ou à l’étranger, le tribunal de l’audience et son SPIP sont proposés (CPP 712-10, al. 1)', async () => {
    for (const situation of ['sans_domicile', 'etranger']) {
      const url = await chercher(bex, { situation, commune: '', nom: `Itinerant ${situation}` })
      const { texte } = await bex.ouvrir(url)
      expect(texte).toContain('CPP 712-10, al. 1')
      expect(choisi(texte, 'serviceId')).toBe(await service('SPIP du Bas-Rhin'))
      const creneauSpip = valeurs(texte, 'creneauSpip')[0] ?? ''
      const fait = await bex.envoyer(url, { ...saisieDe(texte), personne: 'nouvelle', creneauSpip })
      expect(reproches(fait)).toBe('')
      const { logement, commune } = await un<{ logement: string; commune: string | null }>(
        'SELECT logement, commune FROM dossiers.personne WHERE dossier_id = $1',
        [fait.vers.split('/')[3]],
      )
      expect([logement, commune]).toEqual(
        situation === 'sans_domicile' ? ['sans_domicile', null] : ['inconnu', 'À l’étranger'],
      )
    }
  })
  it('Une domiciliation propose le SPIP de sa commune et reste sur la fiche', async () => {
    const url = await chercher(bex, {
      situation: 'sans_domicile',
      commune: 'Strasbourg',
      domicilieChez: 'CCAS de Strasbourg',
      nom: 'Domicilie',
    })
    const { texte } = await bex.ouvrir(url)
    expect(texte).toContain('Proposé d’après la domiciliation')
    const fait = await bex.envoyer(url, {
      ...saisieDe(texte),
      personne: 'nouvelle',
      creneauSpip: valeurs(texte, 'creneauSpip')[0] ?? '',
    })
    expect(reproches(fait)).toBe('')
    expect(
      await un(
        'SELECT logement, commune, domicilie_chez FROM dossiers.personne WHERE dossier_id = $1',
        [fait.vers.split('/')[3]],
      ),
    ).toEqual({
      logement: 'domiciliation',
      commune: 'Strasbourg',
      domicilie_chez: 'CCAS de Strasbourg',
    })
  })
  it('Une commune inconnue, ou qui n’existe pas, le dit : rien n’est proposé, et le SPIP du ressort se prend d’un geste', async () => {
    for (const champs of [{ situation: 'inconnue', commune: '' }, { commune: 'Zzzville' }]) {
      const url = await chercher(bex, { ...champs, nom: `Quelquepart ${champs.commune}` })
      const { texte } = await bex.ouvrir(url)
      expect(choisi(texte, 'serviceId')).toBe('')
      expect(texte).toMatch(
        /La commune n’est pas connue|n’est ni le nom ni le code postal d’une commune/,
      )
      expect(texte).toContain('Prendre le SPIP du ressort de ce tribunal : SPIP du Bas-Rhin')
      const pris = await bex.envoyer(url, {
        ...saisieDe(texte),
        telephone: '06 39 98 44 44',
        _geste: 'ressort',
      })
      expect(choisi(pris.texte, 'serviceId')).toBe(await service('SPIP du Bas-Rhin'))
      expect(pris.texte).toContain('06 39 98 44 44')
      expect(valeurs(pris.texte, 'creneauSpip').length).toBeGreaterThan(3)
    }
  })
  it('Un code postal à plusieurs communes qui ont le même SPIP suffit, sans qu’on en devine une', async () => {
    const { texte } = await bex.ouvrir(await chercher(bex, { commune: '67700', nom: 'Postale' }))
    expect(texte).toContain('Quelle commune ?')
    expect(choisi(texte, 'serviceId')).toBe(await service('SPIP du Bas-Rhin'))
    expect(valeurs(texte, 'creneauSpip').length).toBeGreaterThan(3)
  })
  it('Une commune sans ligne le dit, et un autre service que le proposé demande un motif', async () => {
    expect(
      (await bex.ouvrir(await chercher(bex, { commune: '13001', nom: 'Marseillais' }))).texte,
    ).toContain('non renseigné : choisissez le service')
    const url = await chercher(bex, { nom: 'Demenageur' })
    const { texte } = await bex.ouvrir(url)
    const autre = { ...saisieDe(texte), serviceId: await service('SPIP de la Moselle') }
    const vue = await bex.envoyer(url, { ...autre, _geste: 'creneaux' })
    const creneauSpip = valeurs(vue.texte, 'creneauSpip')[0] ?? ''
    const refus = await bex.envoyer(url, {
      ...autre,
      personne: 'nouvelle',
      creneauSpip,
      telephone: '06 39 98 55 55',
    })
    expect([
      refus.statut,
      refus.texte.includes('dites pourquoi'),
      refus.texte.includes('06 39 98 55 55'),
    ]).toEqual([422, true, true])
    expect(
      reproches(
        await bex.envoyer(url, {
          ...autre,
          personne: 'nouvelle',
          creneauSpip,
          motifDuChoix: 'Déménage à Metz',
        }),
      ),
    ).toBe('')
  })
})
