import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Navigateur } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import { nouveauBanc } from './echeance.builder.ts'

let banc: Awaited<ReturnType<typeof nouveauBanc>>
let p: Plateforme
beforeAll(async () => {
  installerReactions()
  banc = await nouveauBanc()
  p = banc.p
})
afterAll(() => banc.fermer())

describe('On lit une échéance et on sait pourquoi', () => {
  it('Le dossier montre chaque date, ses faits et ses articles', async () => {
    const { dossierId } = await banc.suiviRenforce()
    const { texte } = await (await new Navigateur(p).entrer('ts.67')).ouvrir(
      `/dossiers/${dossierId}/echeances`,
    )
    expect(texte).toContain('Part de la décision : 20/11/2026.')
    expect(texte).toMatch(/Délai : 3 mois \(CP[^)]+D[^)]+\)/)
  })
  it('Ma journée, le dossier et son fil la montrent', async () => {
    const { dossierId } = await banc.suiviRenforce()
    const nav = await new Navigateur(p).entrer('ts.67')
    expect((await nav.ouvrir('/')).texte).toContain('Première convocation au SPIP')
    const page = (await nav.ouvrir(`/dossiers/${dossierId}`)).texte
    expect(page).toContain('Prochaines échéances')
    expect(page).toContain('Échéance : Rapport d’évaluation')
  })
  it('Le calendrier se relit avec une autre bibliothèque, sans aucun nom', async () => {
    const nav = await new Navigateur(p).entrer('ts.67')
    const { texte, entetes } = await nav.ouvrir('/echeances.ics?qui=service')
    expect(String(entetes['content-type'])).toContain('text/calendar')
    const evenements = new ICAL.Component(ICAL.parse(texte))
      .getAllSubcomponents('vevent')
      .map(v => new ICAL.Event(v))
    expect(evenements.length).toBeGreaterThan(5)
    expect(evenements.every(v => v.startDate.isDate && v.endDate.isDate)).toBe(true)
    expect(texte).not.toMatch(/Echeancier|ECHEANCIER|Ulysse/)
  })
})
